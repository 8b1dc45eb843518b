package dev.writ.engine.expr;

import static dev.writ.engine.expr.Exprs.call;
import static dev.writ.engine.expr.Exprs.let;
import static dev.writ.engine.expr.Exprs.literal;
import static dev.writ.engine.expr.Exprs.local;
import static dev.writ.engine.expr.Exprs.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetTest {
  private static final Map<String, Object> RESOURCE = Map.of("flag", true, "list", List.of(1L, 2L));

  @Test
  void aPropertyIsAskedForOnceARequest() {
    var evaluator = new Evaluator(RESOURCE, resource("flag"));
    Condition both = evaluator.condition(call(Function.AND, let(0), resource("flag")));
    both.test(evaluator.frame());
    both.test(evaluator.frame());
    assertThat(evaluator.read()).containsExactly("flag");
    evaluator.frame().begin(evaluator, Evaluator.NOW);
    both.test(evaluator.frame());
    assertThat(evaluator.read()).containsExactly("flag", "flag");
  }

  @Test
  void whatIsNotNeededIsNotRead() {
    var evaluator = new Evaluator(RESOURCE, resource("other"));
    assertThat(evaluator.test(call(Function.OR, resource("flag"), let(0)))).isEqualTo(Outcome.TRUE);
    assertThat(evaluator.frame().reads()).containsExactly("resource.flag");
  }

  @Test
  void aLetInALoopKeepsTheLoopsVariables() {
    Expr definition =
        Exprs.fold(FoldKind.MAP, resource("list"), 0, call(Function.ADD, local(0), literal(10L)));
    var evaluator = new Evaluator(RESOURCE, definition);
    Expr loop = Exprs.fold(FoldKind.MAP, resource("list"), 0, Exprs.list(let(0), local(0)));
    assertThat(evaluator.evaluate(loop))
        .isEqualTo(List.of(List.of(List.of(11L, 12L), 1L), List.of(List.of(11L, 12L), 2L)));
  }

  @Test
  void aBindingIsEvaluatedOnlyWhenNeeded() {
    Expr bind = new Expr.Bind(0, Exprs.error(), literal("unused"), Type.STRING, 0);
    assertThat(Evaluator.value(bind)).isEqualTo("unused");
    Expr used =
        new Expr.Bind(0, Exprs.error(), call(Function.OR, local(0), resource("flag")), Type.DYN, 0);
    assertThat(Evaluator.value(used, RESOURCE)).isEqualTo(true);
  }

  @Test
  void anAbsentVariableFailsEvenWhenOnlyAskedFor() {
    Expr has = new Expr.Has(Exprs.variable(dev.writ.engine.program.Root.SERVICE), "id", 0);
    Inputs withoutService =
        new Inputs() {
          @Override
          public Object property(dev.writ.engine.program.Root root, String name) {
            return new EvalError(Code.ABSENT_VARIABLE, root.variable());
          }

          @Override
          public Object variable(dev.writ.engine.program.Root root) {
            return null;
          }
        };
    var linker = new Linker(Evaluator.program());
    Condition condition = linker.condition(Exprs.expression(has));
    Condition whole =
        linker.condition(Exprs.expression(Exprs.variable(dev.writ.engine.program.Root.TOKEN)));
    var frame = new Frame(linker.layout());
    frame.begin(withoutService, Evaluator.NOW);
    assertThat(condition.test(frame)).isEqualTo(Outcome.FAILED);
    assertThat(frame.error()).isEqualTo(new EvalError(Code.ABSENT_VARIABLE, "service"));
    assertThat(whole.test(frame)).isEqualTo(Outcome.FAILED);
    assertThat(frame.error()).isEqualTo(new EvalError(Code.ABSENT_VARIABLE, "token"));
  }
}
