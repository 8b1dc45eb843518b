package dev.writ.server.operations;

import dev.writ.engine.request.Peer;
import dev.writ.server.peer.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps account of what the door refused. */
@Singleton
public class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private final MeterRegistry meters;

  Refusals(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Logs and counts a refusal; its codes are a closed set. */
  public void note(Refused problem) {
    meters.counter("writ.refusals", "code", problem.code()).increment();
    LOG.infof(
        "refused %s, status %d, %s: %s",
        who(problem.peer()), problem.status(), problem.code(), problem.reason());
  }

  /** A token's subject or a common name is text of others: on one line. */
  private static String who(@Nullable Peer peer) {
    return peer == null
        ? "a peer"
        : peer.kind().id() + " peer `" + peer.id().replaceAll("\\p{Cntrl}", "?") + "`";
  }
}
