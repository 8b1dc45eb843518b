package dev.writ.engine.expr;

import static dev.writ.engine.expr.Exprs.call;
import static dev.writ.engine.expr.Exprs.error;
import static dev.writ.engine.expr.Exprs.fold;
import static dev.writ.engine.expr.Exprs.literal;
import static dev.writ.engine.expr.Exprs.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogicTest {
  private static final Map<String, Object> RESOURCE =
      Map.of("yes", true, "no", false, "hidden", Unknown.of("resource.hidden"), "text", "x");

  private static Expr operand(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> resource("yes");
      case FALSE -> resource("no");
      case FAILED -> resource("absent");
      case UNKNOWN -> resource("hidden");
    };
  }

  private static Outcome outcome(Expr expr) {
    return new Evaluator(RESOURCE).test(expr);
  }

  /** What operands come to: the deciding one settles it, then an unknown, then an error. */
  private static Outcome expected(Outcome deciding, List<Outcome> operands) {
    for (Outcome outcome : List.of(deciding, Outcome.UNKNOWN, Outcome.FAILED)) {
      if (operands.contains(outcome)) {
        return outcome;
      }
    }
    return deciding == Outcome.TRUE ? Outcome.FALSE : Outcome.TRUE;
  }

  @Property
  void andIsSettledByAFalseThenUnknownThenFailed(@ForAll Outcome one, @ForAll Outcome other) {
    assertThat(outcome(call(Function.AND, operand(one), operand(other))))
        .isEqualTo(expected(Outcome.FALSE, List.of(one, other)));
  }

  @Property
  void orIsSettledByATrueThenUnknownThenFailed(@ForAll Outcome one, @ForAll Outcome other) {
    assertThat(outcome(call(Function.OR, operand(one), operand(other))))
        .isEqualTo(expected(Outcome.TRUE, List.of(one, other)));
  }

  @Property
  void loopsAreSettledAsTheirOperatorsAre(@ForAll List<Outcome> outcomes) {
    List<Object> elements = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      elements.add(
          switch (outcome) {
            case TRUE -> true;
            case FALSE -> false;
            case FAILED -> "no truth";
            case UNKNOWN -> Unknown.of("resource.list");
          });
    }
    var evaluator = new Evaluator(Map.of("list", elements));
    Condition all = evaluator.condition(fold(FoldKind.ALL, resource("list"), 0, Exprs.local(0)));
    Condition any = evaluator.condition(fold(FoldKind.EXISTS, resource("list"), 1, Exprs.local(1)));
    assertThat(all.test(evaluator.frame())).isEqualTo(expected(Outcome.FALSE, outcomes));
    assertThat(any.test(evaluator.frame())).isEqualTo(expected(Outcome.TRUE, outcomes));
  }

  @Property
  void anUnknownOutweighsAnErrorInAStrictCall(@ForAll boolean left) {
    Expr unknown = resource("hidden");
    Expr failed = error();
    Expr[] operands = left ? new Expr[] {unknown, failed} : new Expr[] {failed, unknown};
    for (Function function : Arrays.asList(Function.EQUALS, Function.LESS, Function.ADD)) {
      assertThat(Evaluator.value(call(function, operands), RESOURCE))
          .isEqualTo(Unknown.of("resource.hidden"));
    }
  }

  @Test
  void twoUnknownsAreUnited() {
    Map<String, Object> resource =
        Map.of("a", Unknown.of("resource.a"), "b", Unknown.of("resource.b"));
    assertThat(Evaluator.value(call(Function.AND, resource("a"), resource("b")), resource))
        .isEqualTo(Unknown.of("resource.a").and(Unknown.of("resource.b")));
  }

  @Test
  void theBranchNotTakenIsNotEvaluated() {
    Expr chosen = call(Function.CONDITIONAL, resource("yes"), literal("taken"), error());
    assertThat(Evaluator.value(chosen, RESOURCE)).isEqualTo("taken");
  }

  @Test
  void aConditionThatIsNoTruthFails() {
    var evaluator = new Evaluator(RESOURCE);
    assertThat(evaluator.test(resource("text"))).isEqualTo(Outcome.FAILED);
    assertThat(evaluator.frame().error().code()).isEqualTo(Code.NOT_BOOLEAN);
  }

  @Test
  void anErrorNamesTheFunctionButNoValue() {
    assertThat(Evaluator.value(call(Function.LESS, resource("text"), literal(1L)), RESOURCE))
        .isEqualTo(new EvalError(Code.WRONG_TYPE, "<"));
    assertThat(Evaluator.value(resource("absent"), RESOURCE))
        .isEqualTo(new EvalError(Code.MISSING_PROPERTY, "resource.absent"));
  }
}
