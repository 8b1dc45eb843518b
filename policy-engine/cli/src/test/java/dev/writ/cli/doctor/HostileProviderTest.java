package dev.writ.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.writ.cli.Run;
import dev.writ.cli.doctor.web.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Providers that want to harm whoever examines them. */
class HostileProviderTest {
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final int MUCH = 100 << 20;

  private final FakeProvider fake = new FakeProvider();
  private final CountDownLatch end = new CountDownLatch(1);

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    end.countDown();
    fake.close();
  }

  private static void refused(Run run, String... reasons) {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("writ: ").contains(reasons).hasLineCount(1);
  }

  /** Writes until the reader hangs up, up to {@link #MUCH} bytes; says how many went out. */
  private static long flood(HttpExchange exchange, String start) throws IOException {
    byte[] part = new byte[1 << 16];
    Arrays.fill(part, (byte) ' ');
    long sent = 0;
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(start.getBytes(UTF_8));
      while (sent < MUCH) {
        exchange.getResponseBody().write(part);
        sent += part.length;
      }
    } catch (IOException hungUp) {
      return sent;
    }
    return sent;
  }

  @Test
  void endlessMetadataAreGivenUp() {
    var sent = new AtomicLong();
    fake.on(METADATA, exchange -> sent.set(flood(exchange, "{")));

    refused(fake.doctor(), "answers with more than " + Web.MAX_BODY + " bytes");
    assertThat(sent.get()).isLessThan(MUCH);
  }

  @Test
  void aHugeKeySetFailsTheChecksOfKeysAndNothingElse() {
    fake.on("/jwks", exchange -> flood(exchange, "{\"keys\":["));

    Run run = fake.doctor();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("✗ key-sizes", "answers with more than", "✓ issuer");
  }

  @Test
  void anAnswerThatNeverEndsIsNotWaitedFor() {
    fake.on(
        METADATA,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await();
        });

    refused(fake.doctor("--timeout", "1"), "took longer than 1 s to answer");
  }

  @Test
  void anAnswerThatNeverBeginsIsNotWaitedFor() {
    fake.on(METADATA, exchange -> await());

    refused(fake.doctor("--timeout", "1"), "took longer than 1 s to answer");
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "",
        "{\"issuer\":\"a\",\"issuer\":\"b\"}",
        "{} {}",
        "{\"issuer\":",
        "<html>",
        "{'issuer':'a'}"
      })
  void metadataThatAreNoSingleObjectAreRefused(String body) {
    fake.on(METADATA, exchange -> FakeProvider.answer(exchange, "application/json", body));

    refused(fake.doctor(), "the metadata is not a JSON object");
  }

  @Test
  void deeplyNestedMetadataAreRefused() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    fake.on(METADATA, exchange -> FakeProvider.answer(exchange, "application/json", deep));

    refused(fake.doctor(), "at most 16 levels deep");
  }

  @Test
  void metadataThatLeadElsewhereAreNotFollowed() {
    var asked = new AtomicInteger();
    fake.on(METADATA, exchange -> redirect(exchange, "/elsewhere"));
    fake.on("/elsewhere", exchange -> asked.incrementAndGet());

    refused(fake.doctor(), "status 302");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aLoginPageThatRedirectsForEverIsGivenUp() {
    fake.login.honoursPrompt = false;
    var asked = new AtomicInteger();
    fake.on(
        "/authorize",
        exchange -> {
          asked.incrementAndGet();
          redirect(exchange, "/authorize?again");
        });

    Run run = fake.doctor();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("✗ client-request", "redirects more than 5 times");
    assertThat(asked).hasValueLessThan(10);
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    FakeProvider.status(exchange, 302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "http://127.0.0.1:1/jwks", "jar:file:/x!/y", "//x", "::"})
  void whatItNamesIsNotFetchedOverAnythingButTls(String address) {
    fake.metadata.put("jwks_uri", address);

    Run run = fake.doctor();

    assertThat(run.out()).contains("✗ keys ").doesNotContain("root:");
    assertThat(run.out()).containsAnyOf("is not asked: it is no `https` address", "not an address");
  }

  static List<String> strangeValues() {
    return List.of("null", "7", "\"\"", "[]", "{}", "[7]", "true", "\"https://a:99999/#?x\"");
  }

  @ParameterizedTest
  @MethodSource("strangeValues")
  void whateverStandsInAMemberIsAFindingAndNotAMistakeOfOurs(String value) throws Exception {
    for (String member :
        fake.metadata.deepCopy().properties().stream().map(Map.Entry::getKey).toList()) {
      JsonNode before = fake.metadata.get(member);
      fake.metadata.set(member, FakeProvider.JSON.readTree(value));

      Run run = fake.doctorWithoutClient();

      assertThat(run.exitCode()).as(run.toString()).isBetween(0, 1);
      assertThat(run.err()).as(member).isEmpty();
      fake.metadata.set(member, before);
    }
  }

  @ParameterizedTest
  @MethodSource("strangeValues")
  void whateverIsNamedAsTheAuthorizationEndpointFailsTheClientsRequest(String value)
      throws Exception {
    fake.metadata.set("authorization_endpoint", FakeProvider.JSON.readTree(value));

    Run run = fake.doctor();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains("✗ client-request", "– redirect-other-host");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("strangeValues")
  void whateverStandsInAKeyIsAFindingAndNotAMistakeOfOurs(String value) throws Exception {
    ObjectNode key = (ObjectNode) fake.keys.get(0);
    for (String member : List.of("kty", "n", "e", "kid", "use", "alg", "x5c", "crv")) {
      JsonNode before = key.get(member);
      key.set(member, FakeProvider.JSON.readTree(value));

      Run run = fake.doctorWithoutClient();

      assertThat(run.exitCode()).as(run.toString()).isBetween(0, 1);
      assertThat(run.err()).as(member).isEmpty();
      if (before == null) {
        key.remove(member);
      } else {
        key.set(member, before);
      }
    }
  }

  @Test
  void whatItSaysControlsNoTerminal() {
    fake.metadata.put("issuer", "https://id.example/\u001B[2J\u202Eevil");
    ((ObjectNode) fake.keys.get(0)).put("kid", "\u001B]0;title\u0007").remove("use");

    Run run = fake.doctor();

    assertThat(run.out()).contains("✗ issuer").doesNotContain("\u001B", "\u202E", "\u0007");
  }

  @Test
  void whatItSaysIsTextInAReportAndNothingElse() throws Exception {
    String attack = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&{{x}}%s";
    fake.metadata.put("issuer", attack);
    ((ObjectNode) fake.keys.get(0)).put("kid", attack).remove("use");
    Path file = folder.resolve("report.html");

    Run run = fake.doctor("--format", "html", "--output", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    String page = Files.readString(file);
    assertThat(page).contains("&lt;script&gt;").doesNotContain("<script", "<img");
    Document document = parsed(page);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getDocumentElement().getTextContent()).contains("alert(1)");
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return parser.parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsSaid() {
    Run run = Run.of("doctor", fake.issuer());

    refused(run, "no TLS connection", "--ca");
  }

  @Test
  void aProviderThatIsNotThereIsSaid() {
    String issuer = fake.issuer();
    fake.close();

    refused(Run.of("doctor", issuer), "nothing answers at `" + issuer);
  }

  @Test
  void aServerThatSpeaksNoTlsIsSaid() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerOnce(socket));

      refused(Run.of("doctor", "https://localhost:" + socket.getLocalPort()), "writ: ");
    }
  }

  private static void answerOnce(ServerSocket socket) {
    try (var connection = socket.accept()) {
      connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
    } catch (IOException e) {
      // the test fails without an answer
    }
  }
}
