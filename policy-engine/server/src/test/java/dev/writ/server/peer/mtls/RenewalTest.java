package dev.writ.server.peer.mtls;

import static dev.writ.server.tls.MtlsProfile.ORDERS;
import static dev.writ.server.tls.MtlsProfile.SERVERS;
import static dev.writ.server.tls.MtlsProfile.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import dev.writ.server.LogLines;
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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates are renewed while requests run, and nobody notices. */
@QuarkusTest
@TestProfile(MtlsProfile.class)
class RenewalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject ValueRegistry values;

  @AfterEach
  void putBack() throws Exception {
    MtlsProfile.writeAll();
    HttpClient orders = SHOP.issue(Leaf.workload(ORDERS)).client(SERVERS);
    eventually(() -> serverName().equals("CN=first") && isAnswered(orders));
  }

  @Test
  void everyFileIsRenewedUnderLoadWithoutAFailedRequest() throws Exception {
    Authority newShop = Authority.named("new shop");
    try (var load = new Load()) {
      Credential renewed = SERVERS.issue(Leaf.server("second"));
      Credential.replace(MtlsProfile.KEY, renewed.keyPem());
      Credential.replace(MtlsProfile.CERTIFICATE, renewed.certificatePem());
      eventually(() -> serverName().equals("CN=second"));

      Credential.replace(
          MtlsProfile.SHOP_BUNDLE, Credential.pem(SHOP.certificate(), newShop.certificate()));
      Credential ofNewShop = newShop.issue(Leaf.workload(ORDERS));
      eventually(() -> isAnswered(ofNewShop.client(SERVERS)));
      load.awaitSome();
      assertThat(load.failures).isEmpty();
      assertThat(load.answered.get()).isGreaterThan(10);
    }
  }

  @Test
  void anAuthorityThatIsRemovedNoLongerVouchesOnOpenConnections() throws Exception {
    HttpClient connected = SHOP.issue(Leaf.workload(ORDERS)).client(SERVERS);
    assertThat(ask(connected).statusCode()).isEqualTo(200);
    Authority newShop = Authority.named("new shop");
    Credential.replace(MtlsProfile.SHOP_BUNDLE, Credential.pem(newShop.certificate()));
    eventually(() -> ask(connected).statusCode() == 401);
    Credential ofNewShop = newShop.issue(Leaf.workload(ORDERS));
    eventually(() -> isAnswered(ofNewShop.client(SERVERS)));
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsNotUsed() throws Exception {
    try (LogLines log = LogLines.of(Certificates.class.getName())) {
      Credential.replace(MtlsProfile.KEY, SERVERS.issue(Leaf.server("other")).keyPem());
      eventually(() -> log.lines().stream().anyMatch(line -> line.contains("stays in force")));
      assertThat(serverName()).isEqualTo("CN=first");
    }
  }

  @Test
  void aBundleThatIsCutOffIsNotUsed() throws Exception {
    try (LogLines log = LogLines.of(Certificates.class.getName())) {
      String whole = Credential.pem(SHOP.certificate());
      Credential.replace(MtlsProfile.SHOP_BUNDLE, whole.substring(0, whole.length() / 2));
      eventually(() -> log.lines().stream().anyMatch(line -> line.contains("stays in force")));
      Credential orders = SHOP.issue(Leaf.workload(ORDERS));
      assertThat(ask(orders.client(SERVERS)).statusCode()).isEqualTo(200);
    }
  }

  /** Asks without pause: on one connection that stays, and on new ones. */
  private final class Load implements AutoCloseable {
    private final Credential orders = SHOP.issue(Leaf.workload(ORDERS));
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    Load() {
      workers.execute(this::overOneConnection);
      workers.execute(this::overNewConnections);
    }

    private void overOneConnection() {
      try (HttpClient kept = orders.client(SERVERS)) {
        while (!ended.get()) {
          count(kept);
        }
      }
    }

    private void overNewConnections() {
      while (!ended.get()) {
        try (HttpClient fresh = orders.client(SERVERS)) {
          count(fresh);
        }
      }
    }

    private void count(HttpClient client) {
      try {
        HttpResponse<String> answer = ask(client);
        if (answer.statusCode() != 200) {
          failures.add(answer.statusCode() + " " + answer.body());
        }
        answered.incrementAndGet();
      } catch (IOException | InterruptedException e) {
        failures.add(e.toString());
      }
    }

    void awaitSome() throws Exception {
      int before = answered.get();
      eventually(() -> answered.get() > before + 5);
    }

    @Override
    public void close() {
      ended.set(true);
      workers.close();
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void eventually(Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean holds = condition.holds();
    while (!holds && System.nanoTime() < end) {
      holds = condition.holds();
    }
    assertThat(holds).isTrue();
  }

  private HttpResponse<String> ask(HttpClient client) throws IOException, InterruptedException {
    return Asked.post(client, port(), Http.EVALUATION, Http.request("alice", "read", "record-1"));
  }

  /** Not answered is also whom the handshake still refuses. */
  private boolean isAnswered(HttpClient client) throws InterruptedException {
    try {
      return ask(client).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String serverName() throws IOException {
    var factory = Credential.context(SERVERS, null).getSocketFactory();
    try (SSLSocket socket = (SSLSocket) factory.createSocket("localhost", port())) {
      socket.startHandshake();
      var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private int port() {
    return values.get(HttpServer.HTTPS_PORT);
  }
}
