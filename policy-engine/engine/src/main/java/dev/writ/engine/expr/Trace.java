package dev.writ.engine.expr;

import dev.writ.engine.program.Expression;
import java.util.List;

/**
 * What an evaluation saw: an expression and each of its sub-expressions with their values.
 *
 * @param expression the whole expression; {@code root}'s spans point into its text
 * @param root the value tree
 */
public record Trace(Expression expression, Node root) {

  /**
   * A sub-expression and its value.
   *
   * @param span where it stands; see {@link dev.writ.engine.program.Span}
   * @param value a CEL value, an EvalError, an Unknown, or {@link NotEvaluated}
   * @param children the sub-expressions that were evaluated for it, in the order of the text
   */
  public record Node(int span, Object value, List<Node> children) {
    public Node {
      children = List.copyOf(children);
    }
  }

  /** In place of a value: nothing asked for this sub-expression. */
  public enum NotEvaluated {
    NOT_EVALUATED
  }
}
