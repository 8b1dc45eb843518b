package dev.writ.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every expression of the hostile corpus compiles, and ends by a value or by its budget. */
class HostileExpressionsTest {
  private static final Map<String, Map<String, Object>> REQUEST = HostileRequest.values();

  /** What a hostile text rightly is to a conversion, and a list that is no map to a loop. */
  private static final Set<Code> ENDS = Set.of(Code.BUDGET, Code.INVALID_ARGUMENT);

  static List<String> expressions() {
    return HostileExpressions.expressions();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void itEnds(String expression) {
    Object end = new HostileExpressions.Evaluation(expression, REQUEST).run();
    assertThat(end)
        .satisfiesAnyOf(
            value -> assertThat(value).isInstanceOf(Boolean.class),
            value ->
                assertThat(value)
                    .isInstanceOfSatisfying(
                        EvalError.class, error -> assertThat(ENDS).contains(error.code())));
  }
}
