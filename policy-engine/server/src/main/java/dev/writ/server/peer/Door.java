package dev.writ.server.peer;

import dev.writ.server.config.WritConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides once, from the configuration, how the server is exposed. */
@Dependent
class Door {

  @Produces
  @Singleton
  Exposure exposure(
      @ConfigProperty(name = "quarkus.http.host") String host, WritConfig configuration) {
    return Exposure.of(host, configuration.insecure());
  }
}
