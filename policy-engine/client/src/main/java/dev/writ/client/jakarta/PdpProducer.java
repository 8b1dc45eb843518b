package dev.writ.client.jakarta;

import dev.writ.client.Pdp;
import dev.writ.client.http.HttpPdp;
import dev.writ.client.http.HttpSettingsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.Config;

/**
 * The application's decision point, as its configuration says. A bean of type {@link SSLContext}
 * says what is trusted; an alternative of type {@link Pdp} takes its place altogether.
 */
@ApplicationScoped
public class PdpProducer {

  @Produces
  @ApplicationScoped
  Pdp pdp(Config config, Instance<SSLContext> tls) {
    HttpSettingsBuilder settings = new ClientConfig(config).settings();
    if (tls.isResolvable()) {
      settings.tls(tls.get());
    }
    return new HttpPdp(settings.build());
  }

  void close(@Disposes Pdp pdp) {
    pdp.close();
  }

  /** A wrong setting stops the application when it starts, not at its first request. */
  void check(@Observes @Initialized(ApplicationScoped.class) Object event, Config config) {
    new ClientConfig(config).settings().build();
  }
}
