package dev.writ.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDefaultsTest {
  @TempDir Path folder;

  @Test
  void aCertificateNamedInAFileMeansThatOnlyTlsIsServed() throws Exception {
    SmallRyeConfig config = config("writ.tls.certificate=tls.crt\nquarkus.http.port=8443\n");
    assertThat(text(config, "insecure-requests")).isEqualTo("disabled");
    assertThat(text(config, "tls-configuration-name")).isEqualTo("writ");
    assertThat(text(config, "ssl-port")).isEqualTo("8443");
  }

  @Test
  void whatTheOperatorSaysStays() throws Exception {
    SmallRyeConfig config =
        config("writ.tls.certificate=tls.crt\nquarkus.http.insecure-requests=redirect\n");
    assertThat(text(config, "insecure-requests")).isEqualTo("redirect");
  }

  @Test
  void withoutACertificateNothingChanges() throws Exception {
    SmallRyeConfig config = config("quarkus.http.port=8080\n");
    assertThat(text(config, "insecure-requests")).isEqualTo("enabled");
    assertThat(text(config, "tls-configuration-name")).isNull();
  }

  private SmallRyeConfig config(String properties) throws IOException {
    Path file = Files.writeString(folder.resolve("writ.properties"), properties);
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(
                Map.of("smallrye.config.locations", file.toUri().toString()), "options", 400))
        .withDefaultValue("quarkus.http.insecure-requests", "enabled")
        .withSources(new PropertiesLocationConfigSourceFactory())
        .withInterceptors(new TlsDefaults())
        .build();
  }

  private static String text(SmallRyeConfig config, String key) {
    return config.getConfigValue("quarkus.http." + key).getValue();
  }
}
