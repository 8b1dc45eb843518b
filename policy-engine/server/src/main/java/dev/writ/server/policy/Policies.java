package dev.writ.server.policy;

import dev.writ.engine.Engine;
import dev.writ.engine.program.Program;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.policy.PolicyState.Unavailable;
import dev.writ.server.record.ServerEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Holds the policy set that answers now. It changes in one step; a broken edit changes nothing but
 * what is reported. Safe for use by several threads.
 */
@Singleton
public class Policies {
  private static final Logger LOG = Logger.getLogger(Policies.class);

  private final Clock clock;
  private final ServerEvents events;
  private final Counter loaded;
  private final Counter rejected;
  private final List<Consumer<Engine>> followers = new CopyOnWriteArrayList<>();
  private volatile Instant until = Instant.MAX;
  private volatile PolicyState current =
      new Unavailable("the policies have not been loaded yet", null);

  Policies(Clock clock, MeterRegistry meters, ServerEvents events) {
    this.clock = clock;
    this.events = events;
    loaded = reloads(meters, "loaded");
    rejected = reloads(meters, "rejected");
    TimeGauge.builder("writ.policy.age", this, TimeUnit.SECONDS, Policies::ageInSeconds)
        .description("time since the policy set that answers was loaded; NaN where none was")
        .register(meters);
    Gauge.builder("writ.policy.errors", this, Policies::errors)
        .description("problems in the newest edit of the policy repository; 0 = it answers")
        .register(meters);
  }

  /** What answers now. */
  public PolicyState current() {
    PolicyState state = current;
    return until.equals(Instant.MAX) || !clock.instant().isAfter(until)
        ? state
        : new Unavailable("the policies ran out at " + until, state.faults());
  }

  /**
   * Has a follower told of the policy set that answers, now and whenever there is another, on the
   * thread that loads it.
   */
  public void follow(Consumer<Engine> follower) {
    followers.add(follower);
    if (current instanceof Serving serving) {
      follower.accept(serving.engine());
    }
  }

  /** Takes up a policy set, or notes what is wrong with it. */
  public void publish(Reading reading) {
    switch (reading) {
      case Reading.Good good -> serve(good);
      case Reading.Broken broken -> reject(broken.faults());
    }
  }

  /**
   * Takes up a policy set that may answer until some time, and no longer.
   *
   * @param last the last moment at which it may
   */
  public void publish(Reading.Good good, Instant last) {
    serve(good);
    until = last;
  }

  private void serve(Reading.Good good) {
    Program program = good.engine().program();
    events.policyLoaded(program);
    current = new Serving(good.engine(), clock.instant(), null);
    loaded.increment();
    followers.forEach(follower -> follower.accept(good.engine()));
    LOG.infof(
        "loaded policies `%s`, revision %s: %d rules, %d grants, %d warnings",
        program.name(),
        program.revision(),
        program.rules().size(),
        program.grants().size(),
        good.warnings());
  }

  private void reject(Faults faults) {
    rejected.increment();
    events.policyRejected(faults.count());
    if (current instanceof Serving serving) {
      current = new Serving(serving.engine(), serving.loaded(), faults);
      LOG.errorf(
          "policies not loaded, revision %s stays: %s",
          serving.engine().program().revision(), faults);
    } else {
      current = new Unavailable("the policies could not be loaded: " + faults, faults);
      LOG.errorf("policies not loaded, every answer is a deny: %s", faults);
    }
  }

  private double ageInSeconds() {
    return current instanceof Serving serving
        ? Duration.between(serving.loaded(), clock.instant()).toMillis() / 1e3
        : Double.NaN;
  }

  private double errors() {
    Faults faults = current.faults();
    return faults == null ? 0 : faults.count();
  }

  private static Counter reloads(MeterRegistry meters, String result) {
    return Counter.builder("writ.reload")
        .description("policy sets read after an edit, by result")
        .tag("result", result)
        .register(meters);
  }
}
