package dev.writ.server.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate means for the HTTP server, unless the operator says otherwise. It looks at a
 * key when it is asked for, and so sees every source, also the file of {@code --config}.
 */
public final class TlsDefaults implements ConfigSourceInterceptor {
  private static final long serialVersionUID = 1L;

  private static final String PLAIN = "quarkus.http.insecure-requests";
  private static final String NAME = "quarkus.http.tls-configuration-name";
  private static final String PORT = "quarkus.http.ssl-port";
  private static final Set<String> KEYS = Set.of(PLAIN, NAME, PORT);

  /** Sources below are the framework's own defaults. */
  private static final int OF_AN_OPERATOR = 100;

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String key) {
    ConfigValue found = context.proceed(key);
    if (!KEYS.contains(key)
        || (found != null && found.getConfigSourceOrdinal() >= OF_AN_OPERATOR)
        || !hasCertificate(context)) {
      return found;
    }
    return ConfigValue.builder().withName(key).withValue(value(context, key)).build();
  }

  private static @Nullable String value(ConfigSourceInterceptorContext context, String key) {
    return switch (key) {
      case PLAIN -> "disabled";
      case NAME -> "writ";
      default -> text(context, "quarkus.http.port");
    };
  }

  private static boolean hasCertificate(ConfigSourceInterceptorContext context) {
    return text(context, "writ.tls.certificate") != null
        || text(context, "writ.tls.workload-api") != null;
  }

  private static @Nullable String text(ConfigSourceInterceptorContext context, String key) {
    ConfigValue found = context.restart(key);
    String value = found == null ? null : found.getValue();
    return value == null || value.isEmpty() ? null : value;
  }
}
