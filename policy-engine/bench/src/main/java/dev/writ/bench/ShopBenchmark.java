package dev.writ.bench;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole decisions by the shop's policies beside the same checks by hand. Run from the root of the
 * repository, where {@code policies} is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx512m")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShopBenchmark {
  private Engine engine;
  private AccessRequest refund;
  private AccessRequest read;

  /** Links the shop and sees that both sides allow both requests. */
  @Setup
  public void setup() {
    engine = Engine.link(shop());
    Subject alice =
        new Subject("user", new String("alice"), asRead(Map.of("roles", List.of("customer"))));
    refund =
        request(
            alice,
            "refund",
            new Resource(
                "payments",
                "p1",
                asRead(
                    Map.of(
                        "ownerId", "alice", "amount", 20.0, "currency", "EUR", "country", "DE"))));
    read = request(alice, "read", new Resource("orders", "o1", asRead(Map.of("ownerId", "alice"))));
    if (!engine.decide(refund).allowed() || !refundByHand()) {
      throw new IllegalStateException("a refund is not allowed by both");
    }
    if (!engine.decide(read).allowed() || !readByHand()) {
      throw new IllegalStateException("reading an order is not allowed by both");
    }
  }

  private static Program shop() {
    var snapshot = RepositoryReader.read(Path.of("policies"));
    return switch (new PolicyCompiler().compile(snapshot, null)) {
      case Compilation.Compiled done -> ProgramCodec.decode(ProgramCodec.encode(done.program()));
      case Compilation.Rejected no -> throw new IllegalStateException(no.problems().toString());
    };
  }

  /** The kind of map that the server reads a request into. */
  private static Map<String, Object> asRead(Map<String, Object> properties) {
    return new LinkedHashMap<>(properties);
  }

  private static AccessRequest request(Subject subject, String action, Resource resource) {
    return AccessRequest.of(subject, new Action(action), resource, Map.of(), Conditions.NOW);
  }

  @Benchmark
  public Object refund() {
    return engine.decide(refund);
  }

  @Benchmark
  public boolean refundByHand() {
    return ByHand.mayRefund(refund);
  }

  @Benchmark
  public Object read() {
    return engine.decide(read);
  }

  @Benchmark
  public boolean readByHand() {
    return ByHand.mayReadOrder(read);
  }
}
