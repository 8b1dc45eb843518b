package dev.writ.bench;

import dev.writ.engine.Engine;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole decisions among {@code policies} policies of three rules: an allow of the first and of the
 * last policy, a denial by a rule, and one for want of any rule.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideBenchmark {
  @Param({"10", "10000"})
  private int policies;

  private Engine engine;
  private AccessRequest first;
  private AccessRequest last;
  private AccessRequest denied;
  private AccessRequest unmatched;

  /** Links the program and sees that each request is answered as it should be. */
  @Setup
  public void setup() {
    engine = Engine.link(Policies.ofSize(policies));
    first = request(0, "write", Map.of("ownerId", new String("alice"), "size", 5.0));
    last = request(policies - 1, "write", Map.of("ownerId", new String("alice"), "size", 5.0));
    denied =
        request(
            policies / 2,
            "write",
            Map.of("ownerId", new String("alice"), "size", 5.0, "locked", true));
    unmatched = request(policies / 2, "delete", Map.of("ownerId", new String("alice")));
    boolean right =
        engine.decide(first).allowed()
            && engine.decide(last).allowed()
            && engine.decide(denied).rules().size() == 1
            && engine.decide(unmatched).rules().isEmpty();
    if (!right) {
      throw new IllegalStateException("a request is not answered as it should be");
    }
  }

  private static AccessRequest request(int type, String action, Map<String, Object> properties) {
    return AccessRequest.of(
        new Subject("user", "alice", Map.of("roles", List.of("member"))),
        new Action(action),
        new Resource("t%06d".formatted(type), "1", properties),
        Map.of(),
        Conditions.NOW);
  }

  @Benchmark
  public Object allowOfTheFirst() {
    return engine.decide(first);
  }

  @Benchmark
  public Object allowOfTheLast() {
    return engine.decide(last);
  }

  @Benchmark
  public Object denyByRule() {
    return engine.decide(denied);
  }

  @Benchmark
  public Object denyForWantOfARule() {
    return engine.decide(unmatched);
  }
}
