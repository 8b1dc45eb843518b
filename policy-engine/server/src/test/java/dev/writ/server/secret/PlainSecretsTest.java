package dev.writ.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainSecretsTest {
  @TempDir Path folder;

  @Test
  void secretsInTheEnvironmentAreNamedAndNotShown() {
    var environment =
        new EnvConfigSource(
            Map.of(
                "WRIT_REDIS_PASSWORD", "hidden",
                "QUARKUS_VAULT_AUTHENTICATION_CLIENT_TOKEN", "hidden",
                "WRIT_REDIS_PASSWORD_FILE", "/run/secrets/redis",
                "WRIT_POLICIES", "policies",
                "GITHUB_TOKEN", "not ours"),
            300);
    assertThat(PlainSecrets.warnings(List.of(environment)))
        .singleElement()
        .asString()
        .contains("`WRIT_REDIS_PASSWORD`", "`QUARKUS_VAULT_AUTHENTICATION_CLIENT_TOKEN`")
        .doesNotContain("hidden", "PASSWORD_FILE", "GITHUB", "WRIT_POLICIES");
  }

  @Test
  void secretsInAFileThatEverybodyCanReadAreNamedAndNotShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("application.properties"),
            "quarkus.oidc.credentials.secret=hidden\nwrit.policies=policies\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var open = new PropertiesConfigSource(file.toUri().toURL());
    assertThat(PlainSecrets.warnings(List.of(open)))
        .singleElement()
        .asString()
        .contains("`quarkus.oidc.credentials.secret`", "application.properties")
        .doesNotContain("hidden");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(PlainSecrets.warnings(List.of(open))).isEmpty();
  }
}
