package dev.writ.bench;

import com.sun.net.httpserver.HttpServer;
import dev.writ.server.secret.Secrets;
import dev.writ.server.token.SubjectsConfig;
import dev.writ.server.token.Tokens;
import dev.writ.server.token.TokensConfig;
import dev.writ.server.token.issuer.Issuers;
import dev.writ.server.token.issuer.IssuersConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Verifying one token, anew and as one that is remembered, with the issuer's keys at hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {
  /** No TLS configuration: the issuer is on this machine. */
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
    public void register(String name, TlsConfiguration configuration) {
      throw new UnsupportedOperationException("nobody registers here");
    }
  }

  @Param({"RS256", "ES256"})
  private String algorithm;

  private Vertx vertx;
  private HttpServer issuer;
  private Tokens remembering;
  private Tokens forgetting;
  private String token;

  /** Starts an issuer, and sees that its token verifies. */
  @Setup
  public void setup() throws IOException, JoseException {
    vertx = Vertx.vertx();
    PublicJsonWebKey key =
        algorithm.equals("RS256")
            ? RsaJwkGenerator.generateJwk(2048)
            : EcJwkGenerator.generateJwk(EllipticCurves.P256);
    key.setKeyId("one");
    issuer = issuer(new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
    String url = "http://127.0.0.1:" + issuer.getAddress().getPort();
    token = token(key, url);
    remembering = tokens(url, 10_000);
    forgetting = tokens(url, 0);
    cached();
    verified();
  }

  private static HttpServer issuer(String keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private String token(PublicJsonWebKey key, String url) throws JoseException {
    long now = Clock.systemUTC().instant().getEpochSecond();
    var signature = new JsonWebSignature();
    signature.setHeader("alg", algorithm);
    signature.setHeader("typ", "at+jwt");
    signature.setHeader("kid", "one");
    signature.setPayload(
        """
        {"iss": "%s", "sub": "4e2a3c11-93c6-4bb4-bb86-5f7d1f0e7f52", "aud": ["writ", "shop"],
         "iat": %d, "exp": %d, "jti": "5b0ad7ac-1f0c-4f0e-8a3e-8f3f9d9f7a51",
         "azp": "shop", "scope": "openid profile email", "preferred_username": "alice",
         "realm_access": {"roles": ["customer", "support", "offline_access"]},
         "groups": ["compliance"]}
        """
            .formatted(url, now, now + 3_600));
    signature.setKey(key.getPrivateKey());
    return signature.getCompactSerialization();
  }

  private Tokens tokens(String url, int cacheSize) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValues(
                Map.of(
                    "writ.issuers.one.url",
                    url,
                    "writ.issuers.one.audience",
                    "writ",
                    "writ.issuers.one.jwks",
                    url + "/keys",
                    "writ.subjects.one.type",
                    "user",
                    "writ.subjects.one.may-state-roles",
                    "customer",
                    "writ.tokens.cache-size",
                    String.valueOf(cacheSize)))
            .withMapping(IssuersConfig.class)
            .withMapping(SubjectsConfig.class)
            .withMapping(TokensConfig.class)
            .build();
    Clock clock = Clock.systemUTC();
    return new Tokens(
        new Issuers(
            config.getConfigMapping(IssuersConfig.class),
            Secrets.inFiles(),
            vertx,
            new NoTls(),
            clock),
        config.getConfigMapping(SubjectsConfig.class),
        config.getConfigMapping(TokensConfig.class),
        (credential, now) -> null,
        clock);
  }

  @TearDown
  public void stop() {
    issuer.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Benchmark
  public Object cached() {
    return remembering.verify(token, issuer -> true).await().indefinitely();
  }

  @Benchmark
  public Object verified() {
    return forgetting.verify(token, issuer -> true).await().indefinitely();
  }
}
