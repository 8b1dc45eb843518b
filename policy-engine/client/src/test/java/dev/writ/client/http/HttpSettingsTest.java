package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pdp:8080",
        "http://10.0.0.7",
        "http://127.evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://[::2]:8080"
      })
  void plainHttpToAnotherMachineMustBeAskedFor(String url) {
    assertThatThrownBy(() -> HttpSettings.at(URI.create(url)).build())
        .hasMessageContaining("use https");
    assertThat(HttpSettings.at(URI.create(url)).insecure(true).build().insecure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
        "https://pdp.example",
        "HTTPS://pdp.example/a/"
      })
  void addressesThatAreProtected(String url) {
    assertThat(HttpSettings.at(URI.create(url)).build().url().toString()).endsWith("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pdp",
        "/pdp",
        "ftp://127.0.0.1",
        "http:127.0.0.1",
        "https://u:p@a",
        "https://a?b",
        "https://a#b"
      })
  void addressesThatAreNone(String url) {
    assertThatThrownBy(() -> HttpSettings.at(URI.create(url)).build())
        .hasMessageContaining("is not the address of a decision point");
  }

  @Test
  void limitsAreChecked() {
    HttpSettingsBuilder settings = HttpSettings.at(URI.create("https://pdp.example"));
    assertThatThrownBy(() -> settings.deadline(Duration.ZERO).build())
        .hasMessage("`deadline` is `PT0S`; it must be longer");
    assertThatThrownBy(() -> settings.deadline(Duration.ofSeconds(1)).maxConcurrent(0).build())
        .hasMessage("`max-concurrent` is `0`; it must be at least 1");
  }
}
