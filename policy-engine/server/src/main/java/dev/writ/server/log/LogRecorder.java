package dev.writ.server.log;

import dev.writ.engine.program.Program;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordEncoder;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.server.record.Recorder;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps records in the log on disk. Thread-safe. */
final class LogRecorder implements Recorder {
  private final String instance;
  private final DecisionLog log;
  private final Durability durability;
  private final RecordEncoder encoder;

  LogRecorder(String instance, DecisionLog log, Durability durability, RecordEncoder encoder) {
    this.instance = instance;
    this.log = log;
    this.durability = durability;
    this.encoder = encoder;
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public String instance() {
    return instance;
  }

  /** Where the operator asked for best effort nothing waits; the log counts what it drops. */
  @Override
  public Uni<Void> keep(List<LogRecord> records, @Nullable Program program) {
    CompletableFuture<Long> appended = append(records, program);
    return durability == Durability.BEST_EFFORT
        ? KEPT
        : Uni.createFrom().completionStage(appended).replaceWithVoid();
  }

  private CompletableFuture<Long> append(List<LogRecord> records, @Nullable Program program) {
    try {
      return log.append(encoder.entries(records, program));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
