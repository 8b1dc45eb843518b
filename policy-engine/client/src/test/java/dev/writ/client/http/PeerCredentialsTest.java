package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import dev.writ.testbed.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With what the application itself asks: its client certificate and its token. */
class PeerCredentialsTest {

  private static final Request REQUEST =
      Request.of(Subject.of("user", "alice"), "orders:read", Resource.of("orders", "o1"));

  private final CertificateAuthority authority = new CertificateAuthority("shop");
  private final List<String> peers = new CopyOnWriteArrayList<>();
  private HttpsServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext tls = authority.presenting(authority.server());
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = tls.getDefaultSSLParameters();
            parameters.setNeedClientAuth(true);
            connection.setSSLParameters(parameters);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          peers.add(((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
          exchange.getRequestBody().readAllBytes();
          StubPdp.send(exchange, 200, "application/json", "{\"decision\": true}");
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theClientCertificateIsPresented() {
    assertThat(decide(() -> authority.presenting(authority.caller("shop"))).allowed()).isTrue();
    assertThat(peers).containsExactly("CN=shop");
  }

  @Test
  void withoutOneADecisionPointThatWantsOneAllowsNothing() {
    assertThat(decide(authority::trusting)).satisfies(each -> isA(each, Failure.UNREACHABLE));
    assertThat(peers).isEmpty();
  }

  @Test
  void anotherAuthoritysCertificateAllowsNothing() {
    CertificateAuthority other = new CertificateAuthority("shop");
    CertificateAuthority.Holder stranger = other.caller("shop");
    assertThat(decide(() -> authority.presenting(stranger)))
        .satisfies(each -> isA(each, Failure.UNREACHABLE));
  }

  @Test
  void aRenewedCertificateIsPresentedFromTheNextCallOn() {
    AtomicReference<SSLContext> now =
        new AtomicReference<>(authority.presenting(authority.caller("before")));
    try (HttpPdp pdp = new HttpPdp(settings().tls(now::get).build())) {
      assertThat(pdp.evaluate(REQUEST).allowed()).isTrue();
      assertThat(pdp.evaluate(REQUEST).allowed()).isTrue();
      now.set(authority.presenting(authority.caller("after")));
      assertThat(pdp.evaluate(REQUEST).allowed()).isTrue();
    }
    assertThat(peers).containsExactly("CN=before", "CN=before", "CN=after");
  }

  @Test
  void certificatesThatCannotBeReadAllowNothing() {
    Supplier<SSLContext> broken =
        () -> {
          throw new IllegalStateException("no such key");
        };
    assertThat(decide(broken)).satisfies(each -> isA(each, Failure.UNSENT));
  }

  @Test
  void aRenewedTokenIsSentFromTheNextCallOn() throws IOException {
    AtomicInteger issued = new AtomicInteger();
    PeerToken token =
        () -> CompletableFuture.supplyAsync(() -> "token-" + issued.incrementAndGet());
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).token(token).build())) {
      pdp.evaluate(REQUEST);
      pdp.evaluate(REQUEST);
      assertThat(stub.calls)
          .extracting(call -> call.getRequestHeaders().getFirst("Authorization"))
          .containsExactly("Bearer token-1", "Bearer token-2");
    }
  }

  @Test
  void withoutATokenNothingIsSent() throws IOException {
    PeerToken none =
        () -> CompletableFuture.failedStage(new IOException("the provider is down: s3cret"));
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).token(none).build())) {
      assertThat(pdp.evaluate(REQUEST))
          .isEqualTo(new Unanswered(Failure.UNSENT, "there is no token to ask with"));
      assertThat(stub.calls).isEmpty();
    }
  }

  @Test
  void aTokenThatNeverComesCountsWithinTheDeadline() throws IOException {
    PeerToken never = CompletableFuture::new;
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp =
            new HttpPdp(
                HttpSettings.at(stub.url()).deadline(Duration.ofMillis(50)).token(never).build())) {
      assertThat(pdp.evaluate(REQUEST)).satisfies(each -> isA(each, Failure.TIMEOUT));
      assertThat(stub.calls).isEmpty();
    }
  }

  private Decision decide(Supplier<SSLContext> tls) {
    try (HttpPdp pdp = new HttpPdp(settings().tls(tls).build())) {
      return pdp.evaluate(REQUEST);
    }
  }

  private HttpSettingsBuilder settings() {
    URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    Duration ample = Duration.ofSeconds(20);
    return HttpSettings.at(url).deadline(ample).connectTimeout(ample);
  }

  private static void isA(Decision decision, Failure failure) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Unanswered.class, unanswered -> assertThat(unanswered.failure()).isEqualTo(failure));
  }
}
