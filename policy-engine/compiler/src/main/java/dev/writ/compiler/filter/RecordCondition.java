package dev.writ.compiler.filter;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/**
 * A condition in CEL over a record of the decision log, which it knows as {@code record}: JSON of
 * no fixed type. It runs on cel-java's own runtime, for it is far from any decision. Thread-safe.
 */
public final class RecordCondition {
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(CelExtensions.strings())
          .addRuntimeLibraries(CelExtensions.strings())
          .addVar("record", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .setOptions(CelOptions.current().comprehensionMaxIterations(100_000).build())
          .build();

  private final String text;
  private final CelRuntime.Program program;

  private RecordCondition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /** The condition could not be evaluated for a record. */
  public static final class Failed extends Exception {
    Failed(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Checks a condition.
   *
   * @throws IllegalArgumentException if it is no condition; the message says why
   */
  public static RecordCondition of(String text) {
    try {
      CelAbstractSyntaxTree checked = CEL.compile(text).getAst();
      if (!checked.getResultType().equals(SimpleType.BOOL)
          && !checked.getResultType().equals(SimpleType.DYN)) {
        throw new IllegalArgumentException("`" + text + "` is not true or false");
      }
      return new RecordCondition(text, CEL.createProgram(checked));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("`" + text + "` is no condition: " + e.getMessage(), e);
    }
  }

  /**
   * Whether it holds of a record.
   *
   * @throws Failed where it is neither true nor false, such as for want of a member
   */
  public boolean holds(Map<String, Object> record) throws Failed {
    try {
      if (program.eval(Map.of("record", record)) instanceof Boolean holds) {
        return holds;
      }
      throw new Failed("`" + text + "` is neither true nor false");
    } catch (CelEvaluationException e) {
      throw new Failed("`" + text + "` fails: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
