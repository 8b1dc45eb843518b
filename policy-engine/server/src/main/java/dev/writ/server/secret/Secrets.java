package dev.writ.server.secret;

import dev.writ.server.config.VaultConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the secrets that configuration names: in files, or in Vault. */
@Singleton
public final class Secrets {
  private final @Nullable Vault vault;

  @Inject
  Secrets(VaultConfig configuration, TlsConfigurationRegistry tls, MeterRegistry meters) {
    this(configuration.url().map(url -> vault(url, configuration, tls)).orElse(null));
    if (vault != null) {
      Gauge.builder("writ.vault.contact.age", vault, Vault::secondsSinceContact)
          .description("seconds since Vault last answered")
          .baseUnit("seconds")
          .register(meters);
    }
  }

  private static Vault vault(URI url, VaultConfig configuration, TlsConfigurationRegistry tls) {
    HttpClient http = VaultLogin.http(configuration, tls);
    return new Vault(VaultLogin.client(url, configuration, http), configuration.poll());
  }

  private Secrets(@Nullable Vault vault) {
    this.vault = vault;
  }

  /** Without a Vault. */
  public static Secrets inFiles() {
    return new Secrets(null);
  }

  /**
   * Reads a secret for the first time.
   *
   * @param place a file, or {@code vault:MOUNT/PATH#FIELD}
   * @param key the configuration key that names it, for messages
   * @param parser makes the secret of its bytes, of a file without one final line break; throws
   *     {@link IllegalArgumentException} with a message that repeats nothing of them
   * @throws Secret.Unusable if it cannot be read, or is not valid
   */
  public <T> Secret<T> read(Path place, String key, Function<byte[], T> parser) {
    if (!VaultPlace.isNamedBy(place)) {
      Permissions.warnIfOpen(place, key);
    }
    return readPublic(place, key, parser);
  }

  /** The same for text. */
  public Secret<String> text(Path place, String key) {
    return read(place, key, bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The same for what everybody may read, such as a public key. */
  public <T> Secret<T> readPublic(Path place, String key, Function<byte[], T> parser) {
    return new Secret<>(
        VaultPlace.isNamedBy(place) ? inVault(place, key) : new FilePlace(place),
        key,
        parser,
        System::nanoTime);
  }

  private Place inVault(Path place, String key) {
    if (vault == null) {
      throw new Secret.Unusable(
          "`" + place + "` (" + key + ") lies in Vault: set `writ.vault.url` to say where that is");
    }
    return VaultPlace.of(vault, place, key);
  }

  @PreDestroy
  void close() {
    if (vault != null) {
      vault.close();
    }
  }
}
