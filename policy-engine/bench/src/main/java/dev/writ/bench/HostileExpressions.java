package dev.writ.bench;

import dev.writ.engine.expr.Computation;
import dev.writ.engine.expr.Frame;
import dev.writ.engine.expr.Linker;
import dev.writ.engine.program.Program;
import dev.writ.engine.value.EvalError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the CPU time that each hostile expression takes before it ends, with a value or by its
 * budget: the first time, and the median and the worst of those after.
 */
public final class HostileExpressions {
  private static final int RUNS = 30;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, Map<String, Object>> request = HostileRequest.values();

  private HostileExpressions() {}

  /** Prints a table of CPU milliseconds, and which expressions took more than {@code args[0]}. */
  public static void main(String[] args) {
    double limit = args.length == 0 ? 5 : Double.parseDouble(args[0]);
    var measured = new HostileExpressions();
    System.out.printf("%8s %8s %8s  %-9s expression%n", "first", "median", "worst", "end");
    for (String expression : expressions()) {
      measured.measure(expression, limit);
    }
  }

  /** The corpus. */
  static List<String> expressions() {
    try (InputStream in = HostileExpressions.class.getResourceAsStream("hostile-expressions.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(String expression, double limit) {
    var evaluation = new Evaluation(expression, request);
    double[] millis = new double[RUNS];
    Object end = null;
    for (int i = 0; i < RUNS; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      end = evaluation.run();
      millis[i] = (THREADS.getCurrentThreadCpuTime() - before) / NANOS_PER_MILLI;
    }
    double[] later = Arrays.copyOfRange(millis, RUNS / 3, RUNS);
    Arrays.sort(later);
    double worst = later[later.length - 1];
    System.out.printf(
        "%8.2f %8.2f %8.2f%s %-9s %.100s%n",
        millis[0],
        later[later.length / 2],
        worst,
        worst > limit ? "!" : " ",
        name(end),
        expression);
  }

  private static String name(Object end) {
    return end instanceof EvalError error ? error.code().id() : "value";
  }

  /** One expression, linked as the condition of a decoded program. */
  static final class Evaluation {
    private final Computation computation;
    private final Frame frame;
    private final MapInputs inputs;

    Evaluation(String expression, Map<String, Map<String, Object>> request) {
      Program program = Policies.ofCondition(expression);
      var linker = new Linker(program);
      computation = linker.computation(Objects.requireNonNull(program.rules().getFirst().when()));
      frame = new Frame(linker.layout());
      inputs = new MapInputs(request);
    }

    /** What it comes to. */
    Object run() {
      frame.begin(inputs, Conditions.NOW);
      return computation.evaluate(frame);
    }
  }
}
