package dev.writ.server.start;

import dev.writ.server.peer.Exposure;
import io.quarkus.runtime.Startup;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
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
  @SuppressWarnings("SystemOut")
  void ready(@ObservesAsync HttpServerStart started) {
    System.out.println("ready on http://" + nameOf(started.options().getHost()) + ":" + port());
  }

  /**
   * The port that the system gave, which may have been asked for as 0. The loop that took it writes
   * it down a moment after the first loop announces that it listens, without an event of its own.
   */
  private int port() {
    while (!values.containsKey(HttpServer.HTTP_PORT)) {
      Thread.onSpinWait();
    }
    return values.get(HttpServer.HTTP_PORT);
  }

  private static String nameOf(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> "localhost";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
