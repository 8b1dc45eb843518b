package dev.writ.client.jakarta;

import dev.writ.client.http.HttpSettings;
import dev.writ.client.http.HttpSettingsBuilder;
import dev.writ.client.http.PeerToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * Settings from MicroProfile Config: {@code writ.client.url}, which is required, and {@code
 * deadline}, {@code connect-timeout}, {@code max-concurrent}, {@code retries}, {@code
 * breaker-failures}, {@code breaker-delay}, {@code max-answer-bytes}, {@code http2}, {@code
 * insecure}, {@code token} and {@code token-file} under the same prefix. What they mean and their
 * ranges: {@link HttpSettings}. Durations are ISO 8601, such as {@code PT0.5S}, or what the
 * configuration implementation reads besides.
 */
final class ClientConfig {

  private static final String PREFIX = "writ.client.";

  private final Config config;

  ClientConfig(Config config) {
    this.config = config;
  }

  HttpSettingsBuilder settings() {
    HttpSettingsBuilder settings = HttpSettings.at(config.getValue(PREFIX + "url", URI.class));
    given("deadline", Duration.class, settings::deadline);
    given("connect-timeout", Duration.class, settings::connectTimeout);
    given("max-concurrent", Integer.class, settings::maxConcurrent);
    given("retries", Integer.class, settings::retries);
    given("breaker-failures", Integer.class, settings::breakerFailures);
    given("breaker-delay", Duration.class, settings::breakerDelay);
    given("max-answer-bytes", Integer.class, settings::maxAnswerBytes);
    given("http2", Boolean.class, settings::http2);
    given("insecure", Boolean.class, settings::insecure);
    given("token", String.class, token -> settings.token(PeerToken.of(() -> token)));
    given(
        "token-file",
        String.class,
        file -> settings.token(PeerToken.of(() -> read(Path.of(file)))));
    return settings;
  }

  private <T> void given(String name, Class<T> type, Consumer<T> setting) {
    config.getOptionalValue(PREFIX + name, type).ifPresent(setting);
  }

  /** Read again for each call: whoever issues the token replaces it. */
  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the token file cannot be read", e);
    }
  }
}
