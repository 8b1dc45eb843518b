package dev.writ.server.signature;

import dev.writ.testbed.VaultServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Vault with the key of a peer. */
public final class VaultKeys implements QuarkusTestResourceLifecycleManager {
  static final String FIRST = "hidden-first-".repeat(3);

  private VaultServer vault;

  @Override
  public Map<String, String> start() {
    vault = VaultServer.start();
    put(FIRST);
    return Map.of(
        "writ.vault.url", vault.url().toString(),
        "writ.vault.token-file", file(vault.token("1h")).toString(),
        "writ.vault.poll", "100ms",
        "writ.signatures.keys.kept.peer", "payments",
        "writ.signatures.keys.kept.algorithm", "hmac-sha256",
        "writ.signatures.keys.kept.file", "vault:secret/peers#payments");
  }

  private static Path file(String token) {
    try {
      return Files.writeString(Files.createTempFile("vault", "token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(VaultKeys.class));
  }

  @Override
  public void stop() {
    if (vault != null) {
      vault.close();
    }
  }

  VaultServer vault() {
    return vault;
  }

  /** Writes the peer's key. */
  void put(String key) {
    vault.put("peers", Map.of("payments", key));
  }

  static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
