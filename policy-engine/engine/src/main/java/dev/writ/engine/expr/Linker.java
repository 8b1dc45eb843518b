package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;

/**
 * Links the expressions of one program. First every expression is linked, by one thread; then
 * {@link #layout()} is taken, frames are made from it, and the linked expressions are evaluated, by
 * any number of threads with a frame each.
 */
public final class Linker {
  private final Scope scope;
  private final Layout layout;

  /**
   * Links the program's lets.
   *
   * @throws InvalidProgram if one breaks a rule
   */
  public Linker(Program program) {
    layout = new Layout(program.lets().size(), program.windows().size());
    scope = Scope.of(program, layout);
  }

  /**
   * Links an expression that should be true or false; if it comes to anything else it fails.
   *
   * @throws InvalidProgram if it breaks a rule
   */
  public Condition condition(Expression expression) {
    Linked linked = link(expression, false);
    Node node = linked.node();
    int weight = linked.weight();
    return frame -> {
      frame.start(weight);
      int truth = node.truth(frame);
      Object problem = frame.finish(frame.problem);
      if (problem == null) {
        return Outcome.of(truth == Node.TRUE);
      }
      return problem instanceof Unknown ? Outcome.UNKNOWN : Outcome.FAILED;
    };
  }

  /**
   * Links an expression of any type.
   *
   * @throws InvalidProgram if it breaks a rule
   */
  public Computation computation(Expression expression) {
    Linked linked = link(expression, false);
    return frame -> {
      frame.start(linked.weight());
      Object value = linked.node().value(frame);
      Extent.charge(value, frame.budget);
      Object problem = frame.finish(Errors.isProblem(value) ? value : null);
      return problem == null ? value : problem;
    };
  }

  /** The layout of all expressions linked so far; there can be no new ones after this. */
  public Layout layout() {
    return layout.fix();
  }

  /**
   * Evaluates an expression that was linked before, with everything shown: both operands of {@code
   * &&} and {@code ||}, and of a loop the iteration that decided, else the first. The root's value
   * is what the expression comes to within its own budget; nothing is charged to the decision.
   */
  public Trace trace(Expression expression, Frame frame) {
    Object value = evaluate(link(expression, false), frame);
    Node node = link(expression, true).node();
    var recorder = new Recorder();
    frame.recorder = recorder;
    frame.budget.open(Recorder.STEPS);
    node.value(frame);
    frame.recorder = null;
    return new Trace(expression, recorder.root(expression.root().span(), value));
  }

  private static Object evaluate(Linked linked, Frame frame) {
    frame.budget.open(Budget.CONDITION_STEPS);
    frame.budget.take(linked.weight());
    Object value = linked.node().value(frame);
    Extent.charge(value, frame.budget);
    return frame.budget.spent() ? Errors.BUDGET : value;
  }

  private Linked link(Expression expression, boolean shown) {
    return Builder.link(expression, scope, layout.shared(expression.locals()), shown);
  }
}
