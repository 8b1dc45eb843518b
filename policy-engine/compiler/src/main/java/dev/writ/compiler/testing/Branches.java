package dev.writ.compiler.testing;

import dev.writ.engine.expr.Trace;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The branches of one condition: itself and whatever its logical operators combine, down to what is
 * true or false by itself. Loops count as one: which of their rounds was seen is a matter of
 * chance.
 */
final class Branches {

  private final Expression expression;
  private final Map<Integer, Seen> bySpan = new LinkedHashMap<>();

  /** For {@code &&} and {@code ||}, which truth of the left operand leaves the right one alone. */
  private final Map<Integer, Boolean> deciding = new HashMap<>();

  /** Which truth values a branch had. */
  static final class Seen {
    boolean wasTrue;
    boolean wasFalse;
  }

  Branches(Expression expression) {
    this.expression = expression;
    collect(expression.root());
  }

  private void collect(Expr expr) {
    if (!(expr instanceof Expr.Literal)) {
      bySpan.putIfAbsent(expr.span(), new Seen());
    }
    if (expr instanceof Expr.Call call) {
      switch (call.function()) {
        case AND, OR -> {
          deciding.put(call.span(), call.function() == Function.OR);
          call.arguments().forEach(this::collect);
        }
        case NOT -> call.arguments().forEach(this::collect);
        case CONDITIONAL -> collectConditional(call.arguments());
        default -> {}
      }
    }
  }

  private void collectConditional(List<Expr> arguments) {
    collect(arguments.get(0));
    arguments.stream().skip(1).filter(a -> a.type().equals(Type.BOOL)).forEach(this::collect);
  }

  /** Notes what one evaluation saw, without what the trace alone asked for. */
  void add(Trace.Node node) {
    Seen seen = bySpan.get(node.span());
    if (seen != null && node.value() instanceof Boolean truth) {
      seen.wasTrue |= truth;
      seen.wasFalse |= !truth;
    }
    Boolean decides = deciding.get(node.span());
    for (Trace.Node child : node.children()) {
      add(child);
      if (decides != null && decides.equals(child.value())) {
        return;
      }
    }
  }

  /** What was seen of each branch by its span, the whole first. */
  Map<Integer, Seen> seen() {
    return bySpan;
  }

  /** The author's text of a branch. */
  String text(int span) {
    String text = expression.text();
    int end = Math.min(Span.end(span), text.length());
    return span == Span.NONE ? text : text.substring(Math.min(Span.start(span), end), end);
  }

  /** {@code path:line} of a branch. */
  String place(int span) {
    String before =
        expression.text().substring(0, Math.min(Span.start(span), expression.text().length()));
    long lines = before.chars().filter(c -> c == '\n').count();
    return expression.file() + ":" + (expression.line() + lines);
  }
}
