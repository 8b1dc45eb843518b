package dev.writ.engine.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.expr.function.Types;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What must hold of every expression on every request, however wrong its types are. */
class ArbitraryExpressionsTest {
  private static final int LEVELS = 4;

  private record Linking(Linker linker, Expression expression, Condition condition) {
    static Linking of(ArbitraryExprs exprs, Expr root) {
      var expression = new Expression("", "test.yaml", 1, root, exprs.locals());
      var linker = new Linker(Evaluator.program());
      return new Linking(linker, expression, linker.condition(expression));
    }

    Frame frame(Map<String, Object> resource) {
      var frame = new Frame(linker.layout());
      frame.begin(inputs(resource), Evaluator.NOW);
      return frame;
    }
  }

  private static Inputs inputs(Map<String, Object> resource) {
    return new Inputs() {
      @Override
      public @Nullable Object property(Root root, String name) {
        return resource.get(name);
      }

      @Override
      public @Nullable Object variable(Root root) {
        return resource;
      }
    };
  }

  @Property(tries = 20_000)
  void aValueAnErrorOrAnUnknownAndNeverAnException(@ForAll long seed) {
    var exprs = new ArbitraryExprs(seed);
    Expr root = exprs.expr(LEVELS);
    var linker = new Linker(Evaluator.program());
    var expression = new Expression("", "test.yaml", 1, root, exprs.locals());
    Computation computation = linker.computation(expression);
    var frame = new Frame(linker.layout());
    frame.begin(inputs(exprs.resource(true)), Evaluator.NOW);
    Object value = computation.evaluate(frame);
    boolean problem = value instanceof EvalError || value instanceof Unknown;
    assertThat(problem || Types.of(value) != Type.DYN).as("%s", value).isTrue();
    // as text, for a NaN differs from itself
    assertThat(computation.evaluate(frame)).hasToString(value.toString());
  }

  @Property(tries = 20_000)
  void aTraceEndsLikeItsCondition(@ForAll long seed) {
    var exprs = new ArbitraryExprs(seed);
    Linking linking = Linking.of(exprs, exprs.expr(LEVELS));
    Frame frame = linking.frame(exprs.resource(true));
    Outcome outcome = linking.condition().test(frame);
    Object shown = linking.linker().trace(linking.expression(), frame).root().value();
    Object seen =
        switch (outcome) {
          case TRUE -> true;
          case FALSE -> false;
          case FAILED -> frame.error();
          case UNKNOWN -> frame.unknown();
        };
    boolean notBoolean = seen instanceof EvalError error && error.code() == Code.NOT_BOOLEAN;
    assertThat(notBoolean || seen.equals(shown)).as("%s, shown as %s", seen, shown).isTrue();
  }

  /**
   * An unknown is never guessed: what is decided without it stays so whatever it turns out to be.
   */
  @Property(tries = 50_000)
  void whatIsDecidedStaysDecidedWhenUnknownsBecomeKnown(@ForAll long seed) {
    var exprs = new ArbitraryExprs(seed);
    Linking linking = Linking.of(exprs, exprs.expr(LEVELS));
    Map<String, Object> masked = exprs.resource(true);
    Outcome outcome = linking.condition().test(linking.frame(masked));
    if (outcome == Outcome.TRUE || outcome == Outcome.FALSE) {
      Map<String, Object> known = exprs.known(masked);
      assertThat(linking.condition().test(linking.frame(known)))
          .as("%s on %s, then on %s", linking.expression().root(), masked, known)
          .isEqualTo(outcome);
    }
  }
}
