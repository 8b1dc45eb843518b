package dev.writ.engine.expr;

import static dev.writ.engine.expr.Exprs.call;
import static dev.writ.engine.expr.Exprs.let;
import static dev.writ.engine.expr.Exprs.literal;
import static dev.writ.engine.expr.Exprs.local;
import static dev.writ.engine.expr.Exprs.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static void refused(Expr expr, String because) {
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> new Evaluator(Map.of()).condition(expr))
        .withMessageContaining(because);
  }

  @Test
  void wrongNumbersOfArgumentsAreRefused() {
    refused(call(Function.AND, literal(true)), "number of arguments");
    refused(call(Function.TRIM, literal("a"), literal("b")), "number of arguments");
  }

  @Test
  void referencesToWhatIsNotThereAreRefused() {
    refused(let(0), "a let");
    refused(new Expr.Open(0, Span.NONE), "a window");
    refused(new Expr.Matches(literal("a"), 3, Span.NONE), "a pattern");
    refused(local(5), "outside its scope");
    refused(local(-1), "out of range");
  }

  @Test
  void aLetSeesOnlyThoseBeforeIt() {
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> new Evaluator(Map.of(), let(1), literal(true)));
    assertThat(new Evaluator(Map.of(), literal(true), let(0)).evaluate(let(1))).isEqualTo(true);
  }

  @Test
  void aSlotBoundTwiceIsRefused() {
    Expr inner = Exprs.fold(FoldKind.EXISTS, resource("list"), 0, local(0));
    refused(Exprs.fold(FoldKind.EXISTS, resource("list"), 0, inner), "bound twice");
  }

  @Test
  void aLoopWithTheWrongPartsIsRefused() {
    refused(
        new Expr.Fold(
            FoldKind.ALL, resource("list"), 0, -1, null, literal(true), Type.BOOL, Span.NONE),
        "comprehension");
    refused(
        new Expr.Fold(FoldKind.ALL, resource("list"), 0, -1, null, null, Type.BOOL, Span.NONE),
        "comprehension");
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    Expr deep = literal(true);
    for (int i = 0; i < 100_000; i++) {
      deep = call(Function.NOT, deep);
    }
    refused(deep, "nested too deeply");
  }

  @Test
  void letsThatNestTooDeeplyAreRefused() {
    Expr[] lets = new Expr[5_000];
    lets[0] = resource("flag");
    for (int i = 1; i < lets.length; i++) {
      lets[i] = call(Function.NOT, let(i - 1));
    }
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> new Evaluator(Map.of(), lets))
        .withMessageContaining("nested too deeply");
  }

  @Test
  void literalsAreOfTheirTypes() {
    refused(new Expr.Literal("text", Type.INT, Span.NONE), "not of its type");
    refused(new Expr.Literal(7, Type.INT, Span.NONE), "no value");
    refused(new Expr.Literal(Map.of(1.5, 1L), Type.DYN, Span.NONE), "key");
  }

  @Test
  void spansStayInsideTheirText() {
    Expr expr = new Expr.Literal(true, Type.BOOL, Span.of(0, 5));
    var expression = new Expression("true", "test.yaml", 1, expr, 0);
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> new Linker(Evaluator.program()).condition(expression));
  }

  @Test
  void aTypeThatIsOnlyClaimedIsAnErrorAndNoException() {
    Expr claimed = new Expr.LetReference(0, Type.INT, Span.NONE);
    for (Function function :
        List.of(Function.ADD, Function.LESS, Function.EQUALS, Function.MODULO)) {
      Object value =
          new Evaluator(Map.of(), literal("text"))
              .evaluate(Exprs.integers(function, claimed, literal(1L)));
      assertThat(value)
          .isInstanceOfSatisfying(
              EvalError.class, error -> assertThat(error.code()).isEqualTo(Code.WRONG_TYPE));
    }
  }

  @Test
  void constantsAreComputedWhenLinking() {
    Expr costly = call(Function.SIZE, call(Function.RANGE, literal(400L)));
    var evaluator = new Evaluator(Map.of());
    Condition condition = evaluator.condition(call(Function.EQUALS, costly, literal(400L)));
    for (int i = 0; i < 100_000; i++) {
      condition.test(evaluator.frame());
    }
    assertThat(evaluator.frame().exhausted()).isFalse();
  }
}
