package dev.writ.server.operations;

import dev.writ.engine.request.Peer;
import dev.writ.server.peer.Refused;
import dev.writ.server.record.ServerEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps account of what the door refused. */
@Singleton
public class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private final MeterRegistry meters;
  private final ServerEvents events;

  Refusals(MeterRegistry meters, ServerEvents events) {
    this.meters = meters;
    this.events = events;
  }

  /**
   * Logs, records and counts a refusal; its codes are a closed set.
   *
   * @param path what was asked for, without its query
   */
  public void note(Refused problem, String path) {
    Peer peer = problem.peer();
    events.refused(peer == null ? null : peer.id(), problem.status(), problem.code(), path);
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
