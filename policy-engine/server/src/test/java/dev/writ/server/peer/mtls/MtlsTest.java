package dev.writ.server.peer.mtls;

import static dev.writ.server.tls.MtlsProfile.BANK;
import static dev.writ.server.tls.MtlsProfile.OFFICE;
import static dev.writ.server.tls.MtlsProfile.ORDERS;
import static dev.writ.server.tls.MtlsProfile.SERVERS;
import static dev.writ.server.tls.MtlsProfile.SHOP;
import static dev.writ.server.tls.MtlsProfile.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.Http;
import dev.writ.server.LogLines;
import dev.writ.server.operations.Refusals;
import dev.writ.server.tls.Asked;
import dev.writ.server.tls.Authority;
import dev.writ.server.tls.Authority.Leaf;
import dev.writ.server.tls.Credential;
import dev.writ.server.tls.MtlsProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers by client certificate, over real connections. */
@QuarkusTest
@TestProfile(MtlsProfile.class)
class MtlsTest {
  private static final Instant NOW = Instant.now();

  @Inject ValueRegistry values;
  private LogLines log;

  @BeforeEach
  void listen() {
    log = LogLines.of(Refusals.class.getName());
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void aPeerWithACertificateDoesWhatItIsGranted() throws Exception {
    HttpResponse<String> answer = ask(SHOP.issue(Leaf.workload(ORDERS)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"decision\":true");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aPeerMayAskAboutItselfWithoutAGrant() throws Exception {
    String self =
        """
        {"subject": {"type": "service", "id": "%s"}, "action": {"name": "read"},
         "resource": {"type": "record", "id": "record-1"}}
        """
            .formatted(STRANGER);
    HttpResponse<String> answer =
        Asked.post(
            SHOP.issue(Leaf.workload(STRANGER)).client(SERVERS), port(), Http.EVALUATION, self);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"decision\":false");
  }

  @Test
  void aPeerWithoutAGrantMayNotAskAboutOthers() throws Exception {
    HttpResponse<String> answer = ask(SHOP.issue(Leaf.workload(STRANGER)));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("this peer may ask about itself only: see `writ.peers`\n");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("mtls peer `" + STRANGER + "`, status 403, not-granted");
  }

  @Test
  void aCommonNameIsAPeerOnlyUnderItsOwnAuthority() throws Exception {
    HttpClient monitor = OFFICE.issue(Leaf.named("monitor")).client(SERVERS);
    assertThat(Asked.send(monitor, port(), "GET", "/q/metrics").statusCode()).isEqualTo(200);
    assertThat(ask(OFFICE.issue(Leaf.named("monitor"))).statusCode()).isEqualTo(403);
    refuses(SHOP.issue(Leaf.named("monitor")), "certificate-untrusted");
  }

  static Stream<Arguments> refusedByTheirContent() {
    return Stream.of(
        Arguments.of(
            "two URIs",
            SHOP.issue(Leaf.workload(ORDERS).uri(STRANGER)),
            "certificate-with-many-uris"),
        Arguments.of(
            "the same URI twice",
            SHOP.issue(Leaf.workload(ORDERS).uri(ORDERS)),
            "certificate-with-many-uris"),
        Arguments.of(
            "a URI beside the SPIFFE ID",
            SHOP.issue(Leaf.workload(ORDERS).uri("https://shop.example")),
            "certificate-with-many-uris"),
        Arguments.of(
            "no SPIFFE ID",
            SHOP.issue(Leaf.workload("https://shop.example/orders")),
            "spiffe-id-invalid"),
        Arguments.of(
            "the trust domain's own ID",
            SHOP.issue(Leaf.workload("spiffe://shop.example")),
            "spiffe-id-invalid"),
        Arguments.of(
            "a dot segment",
            SHOP.issue(Leaf.workload("spiffe://shop.example/ns/../sa/orders")),
            "spiffe-id-invalid"),
        Arguments.of(
            "an authority as a client",
            SHOP.issue(Leaf.workload(ORDERS).asAuthority()),
            "certificate-of-authority"),
        Arguments.of("the root itself", SHOP.itself(), "certificate-of-authority"),
        Arguments.of(
            "a key that signs certificates",
            SHOP.issue(
                Leaf.workload(ORDERS).usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)),
            "key-usage-wrong"),
        Arguments.of(
            "another known trust domain's authority",
            BANK.issue(Leaf.workload(ORDERS)),
            "certificate-untrusted"),
        Arguments.of(
            "the authority of common names",
            OFFICE.issue(Leaf.workload(ORDERS)),
            "certificate-untrusted"),
        Arguments.of(
            "a trust domain that nobody configured",
            SHOP.issue(Leaf.workload("spiffe://other.example/ns/prod/sa/orders")),
            "trust-domain-unknown"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedByTheirContent")
  void aCertificateThatNamesNobodyIsRefused(String what, Credential client, String code)
      throws Exception {
    refuses(client, code);
  }

  private void refuses(Credential client, String code) throws Exception {
    HttpResponse<String> answer = ask(client);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).endsWith("\n").doesNotContain("spiffe://", "xception");
    assertThat(log.lines()).last().asString().contains("status 401, " + code + ":");
  }

  static Stream<Arguments> refusedInTheHandshake() {
    Authority impostor = Authority.named("shop");
    return Stream.of(
        Arguments.of(
            "expired",
            SHOP.issue(
                Leaf.workload(ORDERS)
                    .between(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)))),
            "certificate-expired"),
        Arguments.of(
            "not yet valid",
            SHOP.issue(
                Leaf.workload(ORDERS)
                    .between(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2)))),
            "certificate-not-yet-valid"),
        Arguments.of(
            "another authority of the same name",
            impostor.issue(Leaf.workload(ORDERS)),
            "certificate-untrusted"),
        Arguments.of(
            "an unknown authority",
            Authority.named("mallory").issue(Leaf.workload(ORDERS)),
            "certificate-untrusted"),
        Arguments.of(
            "a key that signs nothing",
            SHOP.issue(Leaf.workload(ORDERS).usage(KeyUsage.keyEncipherment)),
            "certificate-untrusted"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedInTheHandshake")
  void aCertificateThatProvesNothingEndsTheHandshake(String what, Credential client, String code) {
    assertThatThrownBy(() -> ask(client)).isInstanceOf(IOException.class);
    assertThat(log.lines()).isNotEmpty().allMatch(line -> line.contains(code + ":"));
  }

  @Test
  void withoutACertificateNobodyIsLetIn() throws Exception {
    HttpResponse<String> answer =
        Asked.post(
            Credential.anonymous(SERVERS),
            port(),
            Http.EVALUATION,
            Http.request("alice", "read", "record-1"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(log.lines()).singleElement().asString().contains("status 401, no-credentials:");
  }

  private HttpResponse<String> ask(Credential client) throws Exception {
    return Asked.post(
        client.client(SERVERS), port(), Http.EVALUATION, Http.request("alice", "read", "record-1"));
  }

  private int port() {
    return values.get(HttpServer.HTTPS_PORT);
  }
}
