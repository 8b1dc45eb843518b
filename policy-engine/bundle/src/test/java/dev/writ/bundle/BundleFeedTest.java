package dev.writ.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFeedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(5);

  @TempDir private Path folder;
  private HttpServer server;
  private volatile int status = 200;
  private volatile long sequence = 5;
  private volatile boolean lying;
  private final List<String> tags = new CopyOnWriteArrayList<>();
  private final BundleHolder holder =
      BundleHolder.inMemory(Signed.TRUSTED, Clock.fixed(Signed.ISSUED, ZoneOffset.UTC));

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/bundle", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bundle = lying ? Signed.strangers(sequence) : Signed.bundle(sequence);
      String tag = "\"" + sequence + lying + "\"";
      String known = exchange.getRequestHeaders().getFirst("If-None-Match");
      tags.add(String.valueOf(known));
      exchange.getResponseHeaders().set("ETag", tag);
      if (status != 200 || tag.equals(known)) {
        exchange.sendResponseHeaders(status == 200 ? 304 : status, -1);
      } else {
        exchange.sendResponseHeaders(200, bundle.length);
        exchange.getResponseBody().write(bundle);
      }
    }
  }

  private BundleFeed feed() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/bundle");
    HttpClient client = HttpClient.newHttpClient();
    BundleSource source =
        BundleSource.http(address, () -> client, Optional::empty, Duration.ofSeconds(1));
    return BundleFeed.start(source, holder, INTERVAL);
  }

  private boolean decides(long expected) {
    return holder.current().filter(bundle -> bundle.sequence() == expected).isPresent();
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); !condition.getAsBoolean(); ) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(1);
    }
  }

  @Test
  void whatTheServerHasDecides() throws Exception {
    try (BundleFeed feed = feed()) {
      feed.awaitFirst(PATIENCE);
      assertThat(decides(5)).isTrue();
      sequence = 6;
      until(() -> decides(6));
      assertThat(feed.problem()).isEmpty();
    }
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    try (BundleFeed feed = feed()) {
      until(() -> tags.size() > 2);
      assertThat(tags.subList(0, 2)).containsExactly("null", "\"5false\"");
      assertThat(feed.failures()).isZero();
    }
  }

  @Test
  void aServerThatFailsOrLiesChangesNothingAndIsBelievedAgainLater() throws Exception {
    try (BundleFeed feed = feed()) {
      until(() -> decides(5));
      status = 500;
      until(() -> feed.failures() > 1);
      assertThat(feed.problem()).hasValueSatisfying(p -> assertThat(p).contains("status 500"));
      status = 200;
      lying = true;
      sequence = 6;
      until(() -> holder.refusals() > 0);
      assertThat(decides(5)).isTrue();
      lying = false;
      sequence = 7;
      until(() -> decides(7));
    }
  }

  @Test
  void aFileIsReadWhenItChanges() throws Exception {
    Path file = folder.resolve("bundle");
    try (BundleFeed feed = BundleFeed.start(BundleSource.file(file), holder, INTERVAL)) {
      until(() -> feed.failures() > 0);
      exchange(file, Signed.bundle(5));
      until(() -> decides(5));
      exchange(file, Signed.bundle(6));
      until(() -> decides(6));
    }
  }

  private static void exchange(Path file, byte[] bytes) throws IOException {
    Path whole = Files.write(file.resolveSibling("new"), bytes);
    Files.move(whole, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
