package dev.writ.server.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.LogLines;
import dev.writ.server.config.VaultConfig;
import dev.writ.testbed.VaultServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of a real server that speaks Vault's protocol. */
class VaultTest {
  private static final String KEY = "writ.test.file";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static VaultServer server;

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private final LogLines log = LogLines.of("");
  private String path;
  private Vault vault;

  @BeforeAll
  static void start() {
    server = VaultServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void put(TestInfo test) {
    path = "tests/" + test.getTestMethod().orElseThrow().getName();
    server.put(path, Map.of("key", "hidden-one", "other", "hidden-other"));
  }

  @AfterEach
  void close() {
    log.close();
    if (vault != null) {
      vault.close();
    }
  }

  private Map<String, String> byToken(String timeToLive) throws IOException {
    return Map.of("token-file", write("token", server.token(timeToLive)));
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toString();
  }

  private void open(Map<String, String> settings) {
    open(server.url(), settings);
  }

  private void open(URI url, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((key, value) -> all.put("writ.vault." + key, value));
    all.put("writ.vault.poll", "50ms");
    VaultConfig configuration =
        new SmallRyeConfigBuilder()
            .withMapping(VaultConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValues(all)
            .build()
            .getConfigMapping(VaultConfig.class);
    HttpClient http = HttpClient.newHttpClient();
    vault = new Vault(VaultLogin.client(url, configuration, http), configuration.poll());
  }

  private Secret<String> secret(String field) {
    VaultPlace place = VaultPlace.of(vault, Path.of("vault:secret/" + path + "#" + field), KEY);
    return new Secret<>(place, KEY, bytes -> new String(bytes, UTF_8), now::get);
  }

  /** What a secret is, looked at anew. */
  private String current(Secret<String> secret) {
    now.addAndGet(2_000_000_000L);
    return secret.get();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private boolean logged(String text) {
    return log.lines().stream().anyMatch(line -> line.contains(text));
  }

  private void nothingHiddenWasLogged() {
    assertThat(log.lines()).noneMatch(line -> line.contains("hidden"));
  }

  @Test
  void aTokenFromAFileReads() throws Exception {
    open(byToken("1h"));
    assertThat(secret("key").get()).isEqualTo("hidden-one");
    assertThat(secret("other").get()).isEqualTo("hidden-other");
  }

  @Test
  void anAppRoleReads() throws Exception {
    server.allowRole("writ");
    open(
        Map.of(
            "app-role.role-id",
            "writ",
            "app-role.secret-id-file",
            write("secret-id", server.secretId("writ"))));
    assertThat(secret("key").get()).isEqualTo("hidden-one");
  }

  /** The JWT method is asked as the Kubernetes method is, which would need a cluster. */
  @Test
  void aServiceAccountReads() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    server.allowSigned("pdp", pem, "vault");
    open(
        Map.of(
            "kubernetes.mount", "jwt",
            "kubernetes.role", "pdp",
            "kubernetes.token-file", write("account", account(keys))));
    assertThat(secret("key").get()).isEqualTo("hidden-one");
  }

  private static String account(KeyPair keys) throws Exception {
    var claims = new JwtClaims();
    claims.setSubject("system:serviceaccount:writ:pdp");
    claims.setAudience("vault");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    var token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(keys.getPrivate());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return token.getCompactSerialization();
  }

  @Test
  void aTokenIsRenewedBeforeItRunsOut() throws Exception {
    open(byToken("31s"));
    Secret<String> secret = secret("key");
    String token = Files.readString(folder.resolve("token")).strip();
    await(() -> server.look(token).has("last_renewal"));
    assertThat(current(secret)).isEqualTo("hidden-one");
    assertThat(log.lines()).noneMatch(line -> line.contains(token));
  }

  @Test
  void aTokenThatWasExchangedInItsFileIsUsedOnceTheOldOneIsRefused() throws Exception {
    open(byToken("1h"));
    Secret<String> secret = secret("key");
    String old = Files.readString(folder.resolve("token")).strip();
    write("token", server.token("1h"));
    server.revoke(old);
    server.put(path, Map.of("key", "hidden-two"));
    await(() -> current(secret).equals("hidden-two"));
  }

  @Test
  void whatIsRotatedTakesEffect() throws Exception {
    open(byToken("1h"));
    Secret<String> secret = secret("key");
    server.put(path, Map.of("key", "hidden-two"));
    await(() -> current(secret).equals("hidden-two"));
    assertThat(log.lines()).contains("read `vault:secret/" + path + "#key` (writ.test.file) anew");
    nothingHiddenWasLogged();
  }

  @Test
  void whatIsDeletedIsWithdrawnUntilItIsBack() throws Exception {
    open(byToken("1h"));
    Secret<String> secret = secret("key");
    server.delete(path);
    await(() -> isGone(secret));
    server.put(path, Map.of("key", "hidden-two"));
    await(() -> !isGone(secret));
    assertThat(current(secret)).isEqualTo("hidden-two");
    nothingHiddenWasLogged();
  }

  @Test
  void aFieldThatIsGoneIsWithdrawn() throws Exception {
    open(byToken("1h"));
    Secret<String> secret = secret("key");
    server.put(path, Map.of("other", "hidden-other"));
    await(() -> isGone(secret));
  }

  private boolean isGone(Secret<String> secret) {
    try {
      return current(secret).isEmpty();
    } catch (Secret.Unusable e) {
      assertThat(e).hasMessageContaining("is gone").hasMessageNotContaining("hidden");
      return true;
    }
  }

  @Test
  void whileItIsSealedOrRefusesSecretsStayAsTheyWere() throws Exception {
    open(byToken("1h"));
    Secret<String> secret = secret("key");
    server.seal();
    try {
      await(() -> logged("stay as they were: `secret/" + path + "`: Vault is sealed"));
      assertThat(current(secret)).isEqualTo("hidden-one");
    } finally {
      server.unseal();
    }
    await(() -> logged("Vault answers again"));
    server.revoke(Files.readString(folder.resolve("token")).strip());
    await(() -> logged("Vault refuses the sign-in"));
    assertThat(current(secret)).isEqualTo("hidden-one");
    nothingHiddenWasLogged();
  }

  @Test
  void whenItIsGoneSecretsStayAsTheyWere() throws Exception {
    try (VaultServer leaving = VaultServer.start()) {
      leaving.put(path, Map.of("key", "hidden-one"));
      open(leaving.url(), Map.of("token-file", write("token", leaving.token("1h"))));
      Secret<String> secret = secret("key");
      leaving.close();
      await(() -> logged("Vault at " + leaving.url() + " does not answer"));
      assertThat(current(secret)).isEqualTo("hidden-one");
      assertThat(vault.secondsSinceContact()).isPositive();
      nothingHiddenWasLogged();
    }
  }

  @Test
  void atTheStartItMustAnswer() throws Exception {
    open(byToken("1h"));
    server.seal();
    try {
      assertThatThrownBy(() -> secret("key"))
          .isInstanceOf(Secret.Unusable.class)
          .hasMessage(
              "cannot read `vault:secret/%s#key` (writ.test.file): Vault is sealed, or not in a"
                      .formatted(path)
                  + " state to answer");
    } finally {
      server.unseal();
    }
    await(() -> server.look(Files.readString(folder.resolve("token")).strip()).isObject());
    vault.close();
    open(URI.create("http://127.0.0.1:1"), byToken("1h"));
    assertThatThrownBy(() -> secret("key"))
        .hasMessageEndingWith("Vault at http://127.0.0.1:1 does not answer");
  }

  @Test
  void whatCannotBeReadAtTheStartIsSaid() throws Exception {
    open(byToken("1h"));
    assertThatThrownBy(() -> secret("none"))
        .hasMessageEndingWith("Vault has no such secret, or no text in this field");
    assertThatThrownBy(() -> VaultPlace.of(vault, Path.of("vault:secret/no/such#key"), KEY))
        .hasMessageEndingWith("Vault has no such secret, or no text in this field");
    assertThatThrownBy(() -> VaultPlace.of(vault, Path.of("vault:elsewhere/x#key"), KEY))
        .hasMessageEndingWith("Vault refuses to show it");
    assertThatThrownBy(() -> VaultPlace.of(vault, Path.of("vault:secret#key"), KEY))
        .hasMessageEndingWith("has not the form `vault:MOUNT/PATH#FIELD`");
    vault.close();
    open(Map.of("token-file", write("wrong", "hidden-token")));
    assertThatThrownBy(() -> secret("key"))
        .hasMessageEndingWith("Vault refuses the sign-in")
        .hasMessageNotContaining("hidden-token");
    vault.close();
    open(Map.of("token-file", folder.resolve("none").toString()));
    assertThatThrownBy(() -> secret("key"))
        .hasMessageContaining("cannot read the file", "none", "signs in to Vault with");
    nothingHiddenWasLogged();
  }

  @Test
  void thereIsOneWayToSignInAndNothingIsSentInTheOpen() {
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("`token-file`, `app-role` or `kubernetes`");
    assertThatThrownBy(() -> open(Map.of("token-file", "t", "kubernetes.role", "pdp")))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> open(URI.create("http://vault.example"), Map.of("token-file", "t")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("`writ.vault.url` is not https");
  }

  @Test
  void withoutAVaultItsSecretsCannotBeNamed() {
    assertThatThrownBy(() -> Secrets.inFiles().text(Path.of("vault:secret/x#key"), KEY))
        .isInstanceOf(Secret.Unusable.class)
        .hasMessageContaining("set `writ.vault.url`");
  }
}
