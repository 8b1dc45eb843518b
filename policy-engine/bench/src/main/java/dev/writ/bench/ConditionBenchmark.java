package dev.writ.bench;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
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
 * One condition on one request: our closures, hand-written Java, cel-java's planner runtime. All
 * three read the same maps and must say true before anything is timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx512m")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConditionBenchmark {
  @Param private Conditions condition;

  private Map<String, Map<String, Object>> request;
  private LinkedCondition ours;
  private CelRuntime.Program planner;
  private Map<String, Object> activation;

  /** Makes the three ready and sees that they agree. */
  @Setup
  public void setup() throws Exception {
    request = Conditions.request();
    ours = new LinkedCondition(condition.cel, request, Conditions.NOW);
    Cel cel = planner();
    CelAbstractSyntaxTree ast = cel.compile(condition.cel).getAst();
    planner = cel.createProgram(ast);
    activation = new HashMap<>(request);
    activation.put("now", Conditions.NOW);
    if (!written() || !closures() || !(Boolean) plannerRuntime()) {
      throw new IllegalStateException("the three do not agree on " + condition);
    }
  }

  private static Cel planner() {
    MapType map = MapType.create(SimpleType.STRING, SimpleType.DYN);
    return CelFactory.plannerCelBuilder()
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addVar("subject", map)
        .addVar("resource", map)
        .addVar("service", map)
        .addVar("now", SimpleType.TIMESTAMP)
        .build();
  }

  @Benchmark
  public boolean written() {
    return condition.java.test(request);
  }

  @Benchmark
  public boolean closures() {
    return ours.test();
  }

  @Benchmark
  public Object plannerRuntime() throws CelEvaluationException {
    return planner.eval(activation);
  }
}
