package dev.writ.server.peer;

import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Exposure.Protection;
import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides once, from the configuration, how the server is exposed. */
@Dependent
class Door {
  private static final String DISABLED = "disabled";

  @Produces
  @Singleton
  Exposure exposure(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> plain,
      @All List<Authenticator> authenticators,
      WritConfig configuration) {
    return Exposure.of(
        host,
        new Protection(
            plain.filter(DISABLED::equalsIgnoreCase).isPresent(),
            authenticators.stream().anyMatch(Authenticator::enabled),
            !configuration.peers().isEmpty(),
            configuration.local(),
            configuration.insecure()));
  }
}
