package dev.writ.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.server.Http;
import dev.writ.testbed.CertificateAuthority;
import dev.writ.testbed.Keycloak;
import dev.writ.testbed.LocalIssuer;
import dev.writ.testbed.Realm;
import dev.writ.testbed.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.HashUtil;
import org.junit.jupiter.api.Test;

/** Tokens as a real Keycloak issues them: for peers, and for the subjects they ask about. */
@QuarkusTest
@TestProfile(KeycloakTokensTest.Issuers.class)
class KeycloakTokensTest {
  private static final Keycloak KEYCLOAK = Keycloak.shared();
  private static final Realm SHOP = KEYCLOAK.shop();
  private static final Realm ROTATED = own("rotated");
  private static final Realm ASKED = own("asked");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Realm own(String name) {
    KEYCLOAK.importRealm(Keycloak.shopRealm(name));
    return KEYCLOAK.realm(name);
  }

  /** Three realms: one as it is, one whose keys change, and one that is asked about its tokens. */
  public static class Issuers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>();
      config.put("writ.local", "true");
      issuer(config, "shop", SHOP, "user");
      issuer(config, "rotated", ROTATED, "rotated-user");
      issuer(config, "asked", ASKED, "asked-user");
      config.put("writ.issuers.rotated.keys-floor", "1ms");
      config.put("writ.issuers.rotated.keys-max-age", "1ms");
      config.put("writ.issuers.rotated.logout-audience", "direct");
      config.put("writ.data", folder());
      config.put("writ.issuers.asked.introspection.client", "writ");
      config.put("writ.issuers.asked.introspection.secret-file", secret().toString());
      config.put("writ.issuers.asked.introspection.signed-tokens", "true");
      config.put("writ.issuers.asked.introspection.cache", "0s");
      config.put("writ.subjects.rotated.id", "preferred_username");
      config.put("writ.subjects.asked.id", "preferred_username");
      config.put("writ.peers.services.tokens", SHOP.issuer() + "|service-account-settlement");
      config.put(
          "writ.peers.services.clients", SHOP.issuer() + "|dpop," + SHOP.issuer() + "|bound");
      config.put("writ.peers.services.operations", "evaluate,explain");
      config.put("writ.peers.services.subjects", "user:*");
      config.put("writ.peers.services.resources", "*");
      config.put("quarkus.tls.keycloak.trust-store.pem.certs", KEYCLOAK.authorityFile().toString());
      server(config);
      return config;
    }

    private static void issuer(Map<String, String> config, String name, Realm realm, String type) {
      config.put("writ.issuers." + name + ".url", realm.issuer());
      config.put("writ.issuers." + name + ".audience", "writ");
      config.put("writ.issuers." + name + ".tls", "keycloak");
      config.put("writ.issuers." + name + ".peers", "true");
      config.put("writ.issuers." + name + ".client-claim", "client_id");
      config.put("writ.subjects." + name + ".type", type);
      config.put("writ.subjects." + name + ".may-state-roles", "customer,support");
      config.put("writ.subjects." + name + ".may-state-groups", "compliance");
    }

    private static void server(Map<String, String> config) {
      CertificateAuthority.Holder own = KEYCLOAK.authority().server();
      config.put("quarkus.tls.door.key-store.pem.0.cert", file(own.certificatePem()).toString());
      config.put("quarkus.tls.door.key-store.pem.0.key", file(own.keyPem()).toString());
      config.put("quarkus.tls.door.trust-store.pem.certs", KEYCLOAK.authorityFile().toString());
      config.put("quarkus.http.tls-configuration-name", "door");
      config.put("quarkus.http.ssl.client-auth", "request");
      config.put("quarkus.http.test-ssl-port", "0");
      config.put("quarkus.http.insecure-requests", "enabled");
    }

    private static String folder() {
      try {
        return Files.createTempDirectory("data").toString();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static Path secret() {
      return file("writ-secret\n");
    }

    private static Path file(String content) {
      try {
        Path file = Files.createTempFile("door", ".pem");
        file.toFile().deleteOnExit();
        return Files.writeString(file, content);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @TestHTTPResource("/")
  URI server;

  @TestHTTPResource(value = "/", tls = true)
  URI secureServer;

  private final HttpClient client = HttpClient.newHttpClient();

  private record Answer(int status, JsonNode body, String text) {
    boolean allowed() {
      return body.path("decision").asBoolean();
    }

    String code() {
      return body.at("/context/output/token/code").asText();
    }
  }

  private Answer ask(String body, Map<String, String> headers) throws Exception {
    return ask(client, server, body, headers);
  }

  private static Answer ask(HttpClient client, URI server, String body, Map<String, String> headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(server.resolve(Http.EVALUATION))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    boolean json = answer.statusCode() == 200;
    return new Answer(
        answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.nullNode(), answer.body());
  }

  private Answer askFor(String token) throws Exception {
    return ask(NOBODY, Map.of("Subject-Token", token));
  }

  private static final String NOBODY =
      "{\"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"record\", \"id\": \"record-1\"}}";

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Test
  void aServiceAsksWithItsClientCredentials() throws Exception {
    String token = SHOP.clientCredentials("settlement", "settlement-secret").access();
    Answer answer = ask(Http.request("alice", "read", "record-1"), bearer(token));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.allowed()).isTrue();
  }

  @Test
  void aUsersTokenIsNotThatOfTheClientItWasIssuedThrough() throws Exception {
    String token = SHOP.passwordLogin("alice", "alice").access();
    Answer about = ask(Http.request("bob", "read", "record-1"), bearer(token));
    assertThat(about.status()).as(about.text()).isEqualTo(403);
  }

  @Test
  void aUsersTokenSaysWhoTheSubjectIs() throws Exception {
    String token = SHOP.passwordLogin("alice", "alice").access();
    assertThat(askFor(token).allowed()).isTrue();
    assertThat(askFor(SHOP.passwordLogin("bob", "bob").access()).code()).isEmpty();
    Answer other = ask(Http.request("bob", "read", "record-1"), Map.of("Subject-Token", token));
    assertThat(other.status()).isEqualTo(400);
    Answer same = ask(Http.request("alice", "read", "record-1"), Map.of("Subject-Token", token));
    assertThat(same.allowed()).isTrue();
  }

  @Test
  void rolesThatTheIssuerMayNotStateAreDroppedAndReported() throws Exception {
    Answer answer = askFor(SHOP.passwordLogin("dave", "dave").access());
    assertThat(answer.body().at("/context/dropped").toString()).contains("token.roles[admin]");
  }

  @Test
  void aTokenMeantForOthersIsNotBelieved() throws Exception {
    String token = SHOP.passwordLogin("elsewhere", "alice", "alice").access();
    assertThat(askFor(token).code()).isEqualTo("wrong-audience");
    assertThat(ask(NOBODY, bearer(token)).status()).isEqualTo(401);
  }

  @Test
  void anIdTokenAndARefreshTokenAreNoAccessTokens() throws Exception {
    Tokens tokens = SHOP.passwordLogin("alice", "alice");
    assertThat(askFor(tokens.id()).code()).isEqualTo("wrong-type");
    assertThat(askFor(tokens.refresh()).allowed()).isFalse();
    assertThat(askFor(tokens.refresh()).code()).isEqualTo("algorithm-not-allowed");
  }

  @Test
  void oneRealmsUserIsNotAnothers() throws Exception {
    String token = ROTATED.passwordLogin("alice", "alice").access();
    Answer answer = ask(Http.request("alice", "read", "record-1"), Map.of("Subject-Token", token));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void keysRotateWhileRequestsRun() throws Exception {
    String early = ROTATED.passwordLogin("alice", "alice").access();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Future<List<String>>> workers = new ArrayList<>();
      workers.add(pool.submit(asking(done, () -> early)));
      workers.add(
          pool.submit(asking(done, () -> ROTATED.passwordLogin("alice", "alice").access())));
      try {
        for (int i = 0; i < 3; i++) {
          ROTATED.rotateKeys();
          String fresh = ROTATED.passwordLogin("alice", "alice").access();
          assertThat(askFor(fresh).code()).isEmpty();
        }
      } finally {
        done.set(true);
      }
      for (Future<List<String>> worker : workers) {
        assertThat(worker.get()).isNotEmpty().containsOnly("");
      }
    }
    ROTATED.rotateKeys();
    ROTATED.dropOldKeys();
    assertThat(askFor(ROTATED.passwordLogin("alice", "alice").access()).code()).isEmpty();
    assertThat(askFor(early).code()).isEqualTo("unknown-key");
  }

  /** Asks until told to stop; the codes of all answers. */
  private Callable<List<String>> asking(AtomicBoolean done, Callable<String> token) {
    return () -> {
      List<String> codes = new ArrayList<>();
      while (!done.get()) {
        codes.add(askFor(token.call()).code());
      }
      return codes;
    };
  }

  @Test
  void whereTheIssuerIsAskedALogoutEndsItsTokens() throws Exception {
    String token = ASKED.passwordLogin("alice", "alice").access();
    assertThat(askFor(token).code()).isEmpty();
    ASKED.logout("alice");
    assertThat(askFor(token).code()).isEqualTo("inactive-token");
  }

  /** Keycloak tells this server, which nobody asks to look. */
  @Test
  void aLogoutThatKeycloakAnnouncesEndsTheSessionAndNotTheNext() throws Exception {
    URI door = server.resolve("/v1/revocations/oidc/back-channel-logout");
    ROTATED.changeClient(
        "direct",
        client ->
            client
                .withObject("/attributes")
                .put("backchannel.logout.url", door.toString())
                .put("backchannel.logout.session.required", "true"));
    ROTATED.createUser("leaver", "customer");
    String token = ROTATED.passwordLogin("leaver", "leaver").access();
    assertThat(askFor(token).code()).isEmpty();
    ROTATED.logout("leaver");
    Instant end = Instant.now().plusSeconds(60);
    while (askFor(token).code().isEmpty()) {
      assertThat(Instant.now()).as("the time when the logout is announced").isBefore(end);
      Thread.sleep(20);
    }
    assertThat(askFor(token).code()).isEqualTo("revoked-token");
    assertThat(askFor(ROTATED.passwordLogin("leaver", "leaver").access()).code()).isEmpty();
  }

  @Test
  void aTokenBoundToAKeyNeedsAProofOfIt() throws Exception {
    PublicJsonWebKey key = LocalIssuer.ecKey("own");
    String token =
        SHOP.clientCredentials(
                "dpop",
                "dpop-secret",
                Map.of("DPoP", proof(key, SHOP.tokenEndpoint().toString(), null)))
            .access();
    String target = server.resolve(Http.EVALUATION).toString();
    Map<String, String> proved =
        Map.of("Authorization", "DPoP " + token, "DPoP", proof(key, target, token));
    String body = Http.request("alice", "read", "record-1");
    Answer answer = ask(body, proved);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.allowed()).isTrue();
    assertThat(ask(body, proved).status()).isEqualTo(401);
    assertThat(ask(body, bearer(token)).status()).isEqualTo(401);
    String other = proof(LocalIssuer.ecKey("other"), target, token);
    assertThat(ask(body, Map.of("Authorization", "DPoP " + token, "DPoP", other)).status())
        .isEqualTo(401);
  }

  private static String proof(PublicJsonWebKey key, String target, String token) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("htm", "POST");
    claims.put("htu", target);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    if (token != null) {
      claims.put(
          "ath",
          Base64Url.encode(
              HashUtil.getMessageDigest(HashUtil.SHA_256)
                  .digest(token.getBytes(StandardCharsets.US_ASCII))));
    }
    return LocalIssuer.sign(
        key,
        Map.of(
            "typ", "dpop+jwt",
            "alg", "ES256",
            "jwk", key.toParams(OutputControlLevel.PUBLIC_ONLY)),
        claims);
  }

  @Test
  void aTokenBoundToACertificateNeedsThatCertificate() throws Exception {
    CertificateAuthority authority = KEYCLOAK.authority();
    CertificateAuthority.Holder holder =
        authority.caller("bound", "spiffe://shop.example/ns/shop/sa/bound");
    String token =
        KEYCLOAK.realm("shop", holder).clientCredentials("bound", "bound-secret").access();
    String body = Http.request("alice", "read", "record-1");
    Answer proved = ask(presenting(holder), secureServer, body, bearer(token));
    assertThat(proved.status()).as(proved.text()).isEqualTo(200);
    CertificateAuthority.Holder thief =
        authority.caller("bound", "spiffe://shop.example/ns/shop/sa/bound");
    assertThat(ask(presenting(thief), secureServer, body, bearer(token)).status()).isEqualTo(401);
    assertThat(ask(body, bearer(token)).status()).isEqualTo(401);
  }

  private static HttpClient presenting(CertificateAuthority.Holder holder) {
    return HttpClient.newBuilder().sslContext(KEYCLOAK.authority().presenting(holder)).build();
  }
}
