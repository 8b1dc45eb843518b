package dev.writ.server.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What a certificate means for the HTTP server, unless the operator says otherwise. */
public final class TlsDefaults implements ConfigSourceFactory {
  /** Above the defaults in the jar, below everything that an operator can set. */
  private static final int ORDINAL = 110;

  private static final Map<String, String> WITH_CERTIFICATE =
      Map.of(
          "quarkus.http.tls-configuration-name", "writ",
          "quarkus.http.insecure-requests", "disabled",
          "quarkus.http.ssl-port", "${quarkus.http.port}");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean certificate =
        isSet(context, "writ.tls.certificate") || isSet(context, "writ.tls.workload-api");
    return certificate
        ? List.of(new PropertiesConfigSource(WITH_CERTIFICATE, "defaults with TLS", ORDINAL))
        : List.of();
  }

  private static boolean isSet(ConfigSourceContext context, String key) {
    String value = context.getValue(key).getValue();
    return value != null && !value.isEmpty();
  }
}
