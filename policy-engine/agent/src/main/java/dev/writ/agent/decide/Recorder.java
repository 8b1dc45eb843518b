package dev.writ.agent.decide;

import dev.writ.engine.program.Program;
import dev.writ.log.record.LogRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where records are kept. Safe for use by several threads. */
public interface Recorder {
  /** Returned, as this very object, where there is nothing to wait for. */
  CompletableFuture<Long> KEPT = CompletableFuture.completedFuture(0L);

  /** Nothing is kept. */
  Recorder NONE = (records, program) -> KEPT;

  /**
   * Keeps the records of one request, in their order. Never blocks.
   *
   * @param program which decided and whose schema says what is sensitive; null if none did
   * @return when they are as safe as the operator asked for, or a failure where they cannot be:
   *     then no decision of that request may leave but deny
   */
  CompletableFuture<Long> keep(List<LogRecord> records, @Nullable Program program);
}
