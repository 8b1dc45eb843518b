package dev.writ.server.record;

import dev.writ.authzen.Denied;
import dev.writ.authzen.RecordIds;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Target;
import dev.writ.server.peer.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one request on their way to the log. Used by one thread at a time, and with one
 * policy set.
 */
public final class Recording {
  /** For a request whose decisions nobody keeps. */
  public static final Recording OFF = new Recording(false, false, "");

  /** For a request whose decisions could not be kept: it must decide nothing but deny. */
  public static final Recording REFUSED = new Recording(false, true, "");

  /** Why a decision is deny that could not be kept. */
  public static final String REFUSAL = Denied.UNRECORDED;

  private final boolean keeps;
  private final boolean refused;
  private final String instance;
  private final List<LogRecord> records = new ArrayList<>(1);
  private final List<Runnable> counts = new ArrayList<>(1);
  private @Nullable Program program;

  private Recording(boolean keeps, boolean refused, String instance) {
    this.keeps = keeps;
    this.refused = refused;
    this.instance = instance;
  }

  /** A recording for a server with this name. */
  static Recording on(String instance) {
    return new Recording(true, false, instance);
  }

  /** Whether records are made. */
  public boolean keeps() {
    return keeps;
  }

  /** Whether every decision must be deny, for the reason {@link #REFUSAL}. */
  public boolean refused() {
    return refused;
  }

  /**
   * Counts a decision of the answer that leaves: at once where it is this one, else when its
   * records are kept, and never if they cannot be.
   */
  public void count(Runnable counting) {
    if (keeps) {
      counts.add(counting);
    } else {
      counting.run();
    }
  }

  /** The answer leaves. */
  void leaves() {
    counts.forEach(Runnable::run);
  }

  List<LogRecord> records() {
    return records;
  }

  @Nullable Program program() {
    return program;
  }

  /**
   * Adds a decision.
   *
   * @param by the policies that decided, or null where none did
   */
  public void decided(
      String id,
      Kind kind,
      Caller caller,
      AccessRequest request,
      Decision decision,
      @Nullable Program by) {
    if (!keeps) {
      return;
    }
    Duration latency = latency(caller);
    var record =
        new DecisionRecord(
            id,
            caller.now().plus(latency),
            instance,
            kind,
            request,
            decision,
            by == null ? LogRecord.NO_POLICIES : by.revision(),
            latency,
            caller.requestId(),
            caller.traceId());
    records.add(
        by == null ? new LogRecord.Decided(record, false) : LogRecord.Decided.of(record, by));
    program = by;
  }

  /**
   * Adds a page of a search.
   *
   * @param considered the candidates that were decided
   * @param found those of them that are allowed
   */
  public void searched(
      Target target,
      Caller caller,
      AccessRequest template,
      List<String> considered,
      List<String> found,
      @Nullable Program by) {
    if (!keeps) {
      return;
    }
    Duration latency = latency(caller);
    var record =
        new LogRecord.Searched(
            RecordIds.at(caller.now().toEpochMilli()),
            caller.now().plus(latency),
            instance,
            target,
            template,
            false,
            considered,
            found,
            by == null ? LogRecord.NO_POLICIES : by.revision(),
            latency,
            caller.requestId(),
            caller.traceId());
    records.add(by == null ? record : record.completedBy(by));
    program = by;
  }

  private static Duration latency(Caller caller) {
    return Duration.ofNanos(System.nanoTime() - caller.arrived());
  }
}
