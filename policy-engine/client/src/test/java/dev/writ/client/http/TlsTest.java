package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS only a decision point with a trusted certificate for its address is believed. */
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Request REQUEST =
      Request.of(Subject.of("user", "alice"), "orders:read", Resource.of("orders", "o1"));

  @TempDir Path folder;

  @Test
  void aTrustedCertificateIsBelieved() throws Exception {
    SSLContext tls = context("ip:127.0.0.1");
    assertThat(decide(tls, settings -> settings.tls(tls)).allowed()).isTrue();
  }

  @Test
  void anUnknownCertificateIsNot() throws Exception {
    SSLContext tls = context("ip:127.0.0.1");
    assertThat(decide(tls, settings -> settings)).satisfies(TlsTest::isUntrusted);
  }

  @Test
  void aCertificateForAnotherAddressIsNot() throws Exception {
    SSLContext tls = context("dns:another.example");
    assertThat(decide(tls, settings -> settings.tls(tls))).satisfies(TlsTest::isUntrusted);
  }

  private static void isUntrusted(Decision decision) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Unanswered.class,
            unanswered -> {
              assertThat(unanswered.failure()).isEqualTo(Failure.UNREACHABLE);
              assertThat(unanswered.detail()).startsWith("no trusted connection");
            });
  }

  private static Decision decide(SSLContext tls, UnaryOperator<HttpSettingsBuilder> change)
      throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          StubPdp.send(exchange, 200, "application/json", "{\"decision\": true}");
        });
    server.start();
    URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    HttpSettingsBuilder settings =
        HttpSettings.at(url)
            .deadline(Duration.ofSeconds(20))
            .connectTimeout(Duration.ofSeconds(20));
    try (HttpPdp pdp = new HttpPdp(change.apply(settings).build())) {
      return pdp.evaluate(REQUEST);
    } finally {
      server.stop(0);
    }
  }

  /** A key and self-signed certificate for this address, as both server and client use them. */
  private SSLContext context(String address) throws Exception {
    Path file = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "pdp",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=pdp",
                    "-ext",
                    "san=" + address,
                    "-validity",
                    "1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("pdp", keys.getCertificate("pdp"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
