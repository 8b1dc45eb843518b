package dev.writ.agent.decide;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.log.record.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decisions of one request on their way to the log. Used by one thread. */
final class Recording {
  private final String instance;
  private final boolean refused;
  private final List<LogRecord> records = new ArrayList<>(1);
  private final List<Boolean> verdicts = new ArrayList<>(1);
  private @Nullable Program program;

  private Recording(String instance, boolean refused) {
    this.instance = instance;
    this.refused = refused;
  }

  static Recording on(String instance) {
    return new Recording(instance, false);
  }

  /** For a request whose decisions could not be kept: it must decide nothing but deny. */
  static Recording unkept() {
    return new Recording("", true);
  }

  boolean refused() {
    return refused;
  }

  List<LogRecord> records() {
    return records;
  }

  /** What was decided, in order. */
  List<Boolean> verdicts() {
    return verdicts;
  }

  @Nullable Program program() {
    return program;
  }

  /**
   * Adds a decision.
   *
   * @param by the policies that decided, or null where none did
   */
  void decided(
      String id,
      Kind kind,
      Call call,
      AccessRequest request,
      Decision decision,
      @Nullable Program by) {
    verdicts.add(decision.allowed());
    if (refused) {
      return;
    }
    Duration latency = Duration.ofNanos(System.nanoTime() - call.arrived());
    var record =
        new DecisionRecord(
            id,
            call.now().plus(latency),
            instance,
            kind,
            request,
            decision,
            by == null ? LogRecord.NO_POLICIES : by.revision(),
            latency,
            call.requestId(),
            call.traceId());
    records.add(
        by == null ? new LogRecord.Decided(record, false) : LogRecord.Decided.of(record, by));
    program = by == null ? program : by;
  }
}
