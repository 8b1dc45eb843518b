package dev.writ.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.secret.Secrets;
import dev.writ.server.token.issuer.Issuers;
import dev.writ.server.token.issuer.IssuersConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that would believe more than anybody means to. */
class TokenConfigTest {
  private static final Vertx VERTX = Vertx.vertx();

  private static final class NoTls implements TlsConfigurationRegistry {
    @Override
    public Optional<TlsConfiguration> get(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
      return Optional.empty();
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {}
  }

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Tokens read(Map<String, String> changes) {
    return read(issuers -> {}, changes);
  }

  private static Tokens read(Consumer<Issuers> use, Map<String, String> changes) {
    Map<String, String> values = new HashMap<>();
    values.put("writ.issuers.one.url", "https://sso.example/one");
    values.put("writ.issuers.one.audience", "writ");
    values.put("writ.issuers.two.url", "https://sso.example/two");
    values.put("writ.issuers.two.audience", "writ");
    values.put("writ.issuers.two.peers", "true");
    values.put("writ.subjects.one.type", "user");
    values.putAll(changes);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValues(values)
            .withMapping(IssuersConfig.class)
            .withMapping(SubjectsConfig.class)
            .withMapping(TokensConfig.class)
            .build();
    Clock clock = Clock.systemUTC();
    var issuers =
        new Issuers(
            config.getConfigMapping(IssuersConfig.class),
            Secrets.inFiles(),
            VERTX,
            new NoTls(),
            clock);
    use.accept(issuers);
    return new Tokens(
        issuers,
        config.getConfigMapping(SubjectsConfig.class),
        config.getConfigMapping(TokensConfig.class),
        (credential, now) -> null,
        clock);
  }

  @Test
  void theRestIsRight() {
    read(Map.of());
  }

  @Test
  void peersOfSeveralIssuersThatSayNothingOfSubjectsAreNoSubjects() {
    var issuers = new AtomicReference<Issuers>();
    Tokens one = read(issuers::set, Map.of());
    assertThat(one.typeOfPeers(issuers.get().find("https://sso.example/one"))).isEqualTo("user");
    assertThat(one.typeOfPeers(issuers.get().find("https://sso.example/two"))).isEqualTo("client");
    Tokens several =
        read(
            issuers::set,
            Map.of(
                "writ.issuers.three.url", "https://sso.example/three",
                "writ.issuers.three.audience", "writ",
                "writ.issuers.three.peers", "true"));
    for (String url : List.of("https://sso.example/two", "https://sso.example/three")) {
      assertThat(several.typeOfPeers(issuers.get().find(url))).as(url).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "writ.issuers.one.algorithms, HS256, `HS256`",
    "writ.issuers.one.algorithms, none, `none`",
    "writ.issuers.one.skew, 301s, 5 minutes",
    "writ.issuers.one.skew, PT-1S, 5 minutes",
    "writ.issuers.one.url, http://sso.example, not https",
    "writ.issuers.one.url, https://sso.example/two, another one",
    "writ.issuers.one.tls, nowhere, not configured",
    "writ.issuers.one.jwks, http://sso.example/keys, not https",
    "writ.subjects.two.type, user, the other's",
    "writ.subjects.one.type, client, the other's",
    "writ.subjects.three.type, user, not the name of an issuer"
  })
  void aKeyThatWouldBelieveTooMuchIsRefused(String key, String value, String problem) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(problem);
  }
}
