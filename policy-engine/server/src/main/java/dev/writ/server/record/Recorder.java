package dev.writ.server.record;

import dev.writ.engine.decision.DecisionRecord;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where decisions are kept. Safe for use by several threads. */
public interface Recorder {

  /**
   * Keeps the decisions of one request, in their order.
   *
   * @return when they are as safe as the operator asked for, or a failure where they cannot be:
   *     then no decision of that request may leave but deny
   */
  Uni<Void> keep(List<DecisionRecord> records);
}
