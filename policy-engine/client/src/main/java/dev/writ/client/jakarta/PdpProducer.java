package dev.writ.client.jakarta;

import dev.writ.client.Pdp;
import dev.writ.client.http.HttpPdp;
import dev.writ.client.http.HttpSettingsBuilder;
import dev.writ.client.http.PeerToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.Config;

/**
 * The application's decision point, as its configuration says. A bean of type {@link TlsSource}
 * says what is trusted and with which certificate the application asks, one of type {@link
 * PeerToken} with which token; an alternative of type {@link Pdp} takes its place altogether.
 */
@ApplicationScoped
public class PdpProducer {

  @Produces
  @ApplicationScoped
  Pdp pdp(Config config, Instance<TlsSource> tls, Instance<PeerToken> token) {
    HttpSettingsBuilder settings = new ClientConfig(config).settings();
    if (tls.isResolvable()) {
      TlsSource source = tls.get();
      settings.tls(source::context);
    }
    if (token.isResolvable()) {
      settings.token(token.get());
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
