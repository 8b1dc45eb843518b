package dev.writ.engine.expr;

import static dev.writ.engine.expr.Exprs.at;
import static dev.writ.engine.expr.Exprs.fold;
import static dev.writ.engine.expr.Exprs.literal;
import static dev.writ.engine.expr.Exprs.local;
import static dev.writ.engine.expr.Exprs.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.expr.Trace.NotEvaluated;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Span;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final Map<String, Object> RESOURCE =
      Map.of(
          "yes",
          true,
          "no",
          false,
          "list",
          List.of(1L, 5L, 3L),
          "long",
          Collections.nCopies(1_000, 1L));

  private static Trace.Node trace(Expr expr) {
    return new Evaluator(RESOURCE).trace(expr).root();
  }

  private static List<Object> values(Trace.Node node, int span) {
    List<Object> values = new ArrayList<>();
    if (node.span() == span) {
      values.add(node.value());
    }
    node.children().forEach(child -> values.addAll(values(child, span)));
    return values;
  }

  @Test
  void bothOperandsAreShownWhereOneDecides() {
    Trace.Node root = trace(at(0, 20, Function.OR, resource("yes"), resource("absent")));
    assertThat(root.value()).isEqualTo(true);
    assertThat(root.children())
        .extracting(Trace.Node::value)
        .containsExactly(true, new EvalError(Code.MISSING_PROPERTY, "resource.absent"));
  }

  @Test
  void anAbsorbedErrorIsShown() {
    Trace.Node root = trace(at(0, 20, Function.AND, resource("absent"), resource("no")));
    assertThat(root.value()).isEqualTo(false);
    assertThat(root.children())
        .extracting(Trace.Node::value)
        .containsExactly(new EvalError(Code.MISSING_PROPERTY, "resource.absent"), false);
  }

  @Test
  void theBranchNotTakenIsShownAsNotEvaluated() {
    Trace.Node root =
        trace(at(0, 20, Function.CONDITIONAL, resource("no"), resource("list"), resource("yes")));
    assertThat(root.children())
        .extracting(Trace.Node::value)
        .containsExactly(false, NotEvaluated.NOT_EVALUATED, true);
  }

  @Test
  void aLoopShowsTheIterationThatDecided() {
    Expr larger = at(5, 10, Function.GREATER, local(0), literal(4L));
    Trace.Node found = trace(fold(FoldKind.EXISTS, resource("list"), 0, larger));
    assertThat(found.value()).isEqualTo(true);
    assertThat(values(found, Span.of(5, 10))).containsExactly(true);
    assertThat(found.children()).hasSize(2);
  }

  @Test
  void aLoopThatNothingDecidedShowsItsFirstIteration() {
    Expr larger = at(5, 10, Function.GREATER, local(0), literal(40L));
    Trace.Node none = trace(fold(FoldKind.EXISTS, resource("list"), 0, larger));
    assertThat(none.value()).isEqualTo(false);
    assertThat(values(none, Span.of(5, 10))).containsExactly(false);
  }

  @Test
  void aTraceChargesTheDecisionNothingAndEndsLikeTheCondition() {
    Expr costly = Exprs.nested(3, resource("long"));
    Expr root = at(0, 9, Function.OR, literal(true), costly);
    var evaluator = new Evaluator(RESOURCE);
    assertThat(evaluator.trace(root).root().value()).isEqualTo(true);
    assertThat(evaluator.frame().exhausted()).isFalse();
    assertThat(trace(costly).value()).isEqualTo(new EvalError(Code.BUDGET, null));
  }
}
