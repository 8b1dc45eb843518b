package dev.writ.engine.expr;

import static dev.writ.engine.expr.Exprs.call;
import static dev.writ.engine.expr.Exprs.fold;
import static dev.writ.engine.expr.Exprs.let;
import static dev.writ.engine.expr.Exprs.list;
import static dev.writ.engine.expr.Exprs.literal;
import static dev.writ.engine.expr.Exprs.local;
import static dev.writ.engine.expr.Exprs.nested;
import static dev.writ.engine.expr.Exprs.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Map<String, Object> RESOURCE =
      Map.of("list", Collections.nCopies(1_000, "element"), "text", "x".repeat(10_000));

  /** More steps than a condition has, on any request with a list of 1,000. */
  private static final Expr ENDLESS = nested(3, resource("list"));

  /** Some 20,000 steps. */
  private static final Expr LONG =
      fold(
          FoldKind.ALL,
          call(Function.RANGE, literal(5_000L)),
          0,
          call(Function.LESS, local(0), literal(5_000L)));

  private static EvalError error(Expr expr) {
    return (EvalError) Evaluator.value(expr, RESOURCE);
  }

  @Test
  void aConditionOverItsBudgetFails() {
    var evaluator = new Evaluator(RESOURCE);
    assertThat(evaluator.test(ENDLESS)).isEqualTo(Outcome.FAILED);
    assertThat(evaluator.frame().error().code()).isEqualTo(Code.BUDGET);
  }

  @Test
  void nothingAbsorbsASpentBudget() {
    for (Expr expr :
        List.of(
            call(Function.OR, ENDLESS, literal(true)),
            call(Function.AND, ENDLESS, literal(false)),
            call(Function.OR, call(Function.NOT, ENDLESS), literal(true)))) {
      assertThat(error(expr).code()).isEqualTo(Code.BUDGET);
    }
  }

  @Test
  void whatWouldGrowIsPaidBeforeItIsBuilt() {
    assertThat(error(call(Function.SIZE, doubled(40))).code()).isEqualTo(Code.BUDGET);
    assertThat(error(call(Function.RANGE, literal(Long.MAX_VALUE))).code()).isEqualTo(Code.BUDGET);
    Expr replaced = call(Function.REPLACE, resource("text"), literal("x"), resource("text"));
    assertThat(error(replaced).code()).isEqualTo(Code.BUDGET);
    Expr joined = call(Function.JOIN, resource("list"), resource("text"));
    assertThat(error(joined).code()).isEqualTo(Code.BUDGET);
  }

  /** A text that doubles at each level, each level named so that it is evaluated once. */
  private static Expr doubled(int levels) {
    Expr body = local(levels - 1);
    for (int i = levels - 1; i >= 0; i--) {
      Expr before = i == 0 ? resource("text") : local(i - 1);
      Expr twice = call(Function.ADD, before, before);
      body = new Expr.Bind(i, twice, body, Type.DYN, 0);
    }
    return body;
  }

  @Test
  void aResultIsChargedForItsWholeExtent() {
    Expr[] lets = new Expr[40];
    lets[0] = list(literal(1L), resource("text"));
    for (int i = 1; i < lets.length; i++) {
      lets[i] = list(let(i - 1), let(i - 1));
    }
    var evaluator = new Evaluator(RESOURCE, lets);
    assertThat(evaluator.evaluate(let(lets.length - 1)))
        .isInstanceOfSatisfying(
            EvalError.class, error -> assertThat(error.code()).isEqualTo(Code.BUDGET));
  }

  @Test
  void equalityOfLargeValuesIsCharged() {
    var large = Collections.nCopies(100_000, List.of(1L));
    Expr equal = call(Function.EQUALS, resource("a"), resource("b"));
    Object result = Evaluator.value(equal, Map.of("a", large, "b", List.copyOf(large)));
    assertThat(result).isEqualTo(new EvalError(Code.BUDGET, null));
  }

  @Test
  void aLetIsChargedInFullToEachUser() {
    var evaluator = new Evaluator(RESOURCE, LONG);
    Condition once = evaluator.condition(let(0));
    Condition thrice =
        evaluator.condition(call(Function.AND, let(0), call(Function.AND, let(0), let(0))));
    assertThat(once.test(evaluator.frame())).isEqualTo(Outcome.TRUE);
    assertThat(thrice.test(evaluator.frame())).isEqualTo(Outcome.FAILED);
    assertThat(once.test(evaluator.frame())).isEqualTo(Outcome.TRUE);
  }

  @Test
  void aLetThatWasCutShortIsEvaluatedAgainForTheNext() {
    var evaluator = new Evaluator(RESOURCE, LONG);
    Condition tooMuch =
        evaluator.condition(call(Function.AND, call(Function.AND, let(0), let(0)), let(0)));
    Condition once = evaluator.condition(let(0));
    assertThat(tooMuch.test(evaluator.frame())).isEqualTo(Outcome.FAILED);
    assertThat(once.test(evaluator.frame())).isEqualTo(Outcome.TRUE);
  }

  /** What reads or makes something long again and again: each must end at the budget. */
  @Test
  void whatIsReadInALoopIsChargedInEachIteration() {
    Map<String, Object> resource =
        Map.of(
            "list", Collections.nCopies(20_000, 1L),
            "text", "x".repeat(500_000),
            "same", new String("x".repeat(500_000)),
            "digits", "1".repeat(500_000),
            "large", Collections.nCopies(200_000, "x"));
    for (Expr body :
        List.of(
            call(Function.LESS, resource("text"), resource("same")),
            call(Function.NOT_EQUALS, resource("text"), resource("same")),
            call(Function.CONTAINS, resource("text"), literal("y")),
            call(Function.EQUALS, call(Function.SIZE, resource("text")), literal(1L)),
            call(Function.IN, literal("y"), resource("large")),
            call(Function.EQUALS, call(Function.JOIN, resource("large")), literal("")),
            call(Function.EQUALS, call(Function.SORT, resource("large")), list()))) {
      Expr loop = fold(FoldKind.EXISTS, resource("list"), 0, body);
      assertThat(Evaluator.value(loop, resource))
          .as("%s", body)
          .isEqualTo(new EvalError(Code.BUDGET, null));
    }
    Expr refused = call(Function.EQUALS, call(Function.TO_INT, resource("digits")), literal(1L));
    assertThat(Evaluator.value(refused, resource))
        .isEqualTo(new EvalError(Code.INVALID_ARGUMENT, "int"));
  }

  @Test
  void theDeepestExpressionNeedsLittleStack() throws InterruptedException {
    Expr[] lets = new Expr[2];
    lets[0] = nots(290, resource("flag"));
    lets[1] = nots(290, let(0));
    var evaluator = new Evaluator(Map.of("flag", true), lets);
    List<Object> values = new ArrayList<>();
    Thread thread =
        new Thread(
            null, () -> values.add(evaluator.trace(let(1)).root().value()), "small", 256 << 10);
    thread.start();
    thread.join();
    assertThat(values).containsExactly(true);
  }

  private static Expr nots(int levels, Expr operand) {
    Expr expr = operand;
    for (int i = 0; i < levels; i++) {
      expr = call(Function.NOT, expr);
    }
    return expr;
  }

  @Test
  void aDecisionThatSpendsItsBudgetIsExhausted() {
    var evaluator = new Evaluator(RESOURCE);
    Condition costly = evaluator.condition(LONG);
    int conditions = 0;
    while (!evaluator.frame().exhausted()) {
      costly.test(evaluator.frame());
      conditions++;
    }
    assertThat(conditions).isBetween(20, 100);
    assertThat(costly.test(evaluator.frame())).isEqualTo(Outcome.FAILED);
    evaluator.frame().begin(evaluator, Evaluator.NOW);
    assertThat(evaluator.frame().exhausted()).isFalse();
    assertThat(costly.test(evaluator.frame())).isEqualTo(Outcome.TRUE);
  }

  @Test
  void whatIsNotChargedNeverExhaustsADecision() {
    var evaluator = new Evaluator(RESOURCE);
    Condition costly = evaluator.condition(LONG);
    evaluator.frame().charge(false);
    for (int i = 0; i < Budget.DECISION_STEPS / 10_000; i++) {
      assertThat(costly.test(evaluator.frame())).isEqualTo(Outcome.TRUE);
    }
    assertThat(evaluator.frame().exhausted()).isFalse();
  }
}
