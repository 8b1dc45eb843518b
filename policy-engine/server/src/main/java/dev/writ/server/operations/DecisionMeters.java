package dev.writ.server.operations;

import static java.util.Objects.requireNonNull;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.value.EvalError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts decisions: how many of which kind came out how, how long they took, and which errors
 * conditions failed with. The labels are closed sets: no name of a policy or a request is among
 * them.
 */
@Singleton
public class DecisionMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(10_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(250_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25)
  };

  private final Map<Kind, Map<Verdict, Timer>> decisions = new EnumMap<>(Kind.class);
  private final Map<EvalError.Code, Counter> errors = new EnumMap<>(EvalError.Code.class);

  DecisionMeters(MeterRegistry meters) {
    for (Kind kind : Kind.values()) {
      var byVerdict = new EnumMap<Verdict, Timer>(Verdict.class);
      for (Verdict verdict : Verdict.values()) {
        byVerdict.put(verdict, timer(meters, kind, verdict));
      }
      decisions.put(kind, byVerdict);
    }
    for (EvalError.Code code : EvalError.Code.values()) {
      errors.put(code, counter(meters, code));
    }
  }

  /** Counts one decision. */
  public void record(Kind kind, Decision decision, long nanoseconds) {
    Map<Verdict, Timer> byVerdict = requireNonNull(decisions.get(kind));
    requireNonNull(byVerdict.get(decision.verdict())).record(nanoseconds, TimeUnit.NANOSECONDS);
    for (Failure failure : decision.failures()) {
      requireNonNull(errors.get(failure.error().code())).increment();
    }
  }

  private static Timer timer(MeterRegistry meters, Kind kind, Verdict verdict) {
    return Timer.builder("writ.decisions")
        .description("decisions by kind and outcome, and the time each took")
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .tag("outcome", verdict.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static Counter counter(MeterRegistry meters, EvalError.Code code) {
    return Counter.builder("writ.condition.errors")
        .description("parts of rules that failed, by error")
        .tag("code", code.id())
        .register(meters);
  }
}
