package dev.writ.server.start;

import dev.writ.server.peer.Exposure;
import io.quarkus.runtime.Startup;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.value.registry.ValueRegistry.RuntimeKey;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says when the door is open, or why it stays shut. */
@Singleton
class Lifecycle {
  private static final Logger LOG = Logger.getLogger("dev.writ");

  private final Exposure exposure;
  private final ValueRegistry values;

  Lifecycle(Exposure exposure, ValueRegistry values) {
    this.exposure = exposure;
    this.values = values;
  }

  /** Before the door opens. Where it must not, there is no exposure, and nothing starts. */
  @Startup(1)
  void check() {
    LOG.info(exposure.notice());
  }

  /** Once the server answers: the one line on standard output, for people and scripts. */
  void ready(@ObservesAsync HttpServerStart started) {
    announce("http", started.options(), HttpServer.HTTP_PORT);
  }

  /** The same where it speaks TLS. */
  void ready(@ObservesAsync HttpsServerStart started) {
    announce("https", started.options(), HttpServer.HTTPS_PORT);
  }

  @SuppressWarnings("SystemOut")
  private void announce(String scheme, HttpServerOptions options, RuntimeKey<Integer> port) {
    System.out.println(
        "ready on " + scheme + "://" + nameOf(options.getHost()) + ":" + number(port));
  }

  /**
   * The port that the system gave, which may have been asked for as 0. The loop that took it writes
   * it down a moment after the first loop announces that it listens, without an event of its own.
   */
  private int number(RuntimeKey<Integer> port) {
    while (!values.containsKey(port)) {
      Thread.onSpinWait();
    }
    return values.get(port);
  }

  private static String nameOf(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> "localhost";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
