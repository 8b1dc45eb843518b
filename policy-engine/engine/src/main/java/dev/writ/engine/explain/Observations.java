package dev.writ.engine.explain;

import dev.writ.engine.expr.Trace;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.value.EvalError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the value tree of a condition into what an author wants to see of it: each property, name
 * and comparison once, with its value, without the constants. Values that the schema calls
 * sensitive stay hidden.
 */
public final class Observations {
  /** In place of a value that the schema calls sensitive. */
  public static final String HIDDEN = "hidden, because it is sensitive";

  private static final int MOST = 60;

  private final Sensitive sensitive;

  public Observations(Program program) {
    sensitive = Sensitive.in(program);
  }

  /** What a condition's evaluation saw, in the order of the text. */
  public List<Observation> of(Trace trace) {
    var walk = new Walk(trace);
    trace.root().children().forEach(child -> walk.visit(child, 0));
    return walk.seen;
  }

  /** The same, the whole expression first. */
  public List<Observation> whole(Trace trace) {
    var walk = new Walk(trace);
    walk.visit(trace.root(), 0);
    return walk.seen;
  }

  /** How the parts of an expression that share a span are shown. */
  private record Kind(boolean silent, boolean whole, boolean secret) {
    private Kind and(Kind other) {
      return new Kind(silent && other.silent, whole || other.whole, secret || other.secret);
    }
  }

  private final class Walk {
    private final String text;
    private final boolean secretLocals;
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final List<Observation> seen = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();

    private Walk(Trace trace) {
      text = trace.expression().text();
      Expr root = trace.expression().root();
      secretLocals = sensitive.shows(root);
      index(root);
    }

    private void index(Expr expression) {
      kinds.merge(expression.span(), kind(expression), Kind::and);
      Children.of(expression).forEach(this::index);
    }

    private Kind kind(Expr expression) {
      boolean secret = sensitive.shows(expression, secretLocals);
      return switch (expression) {
        case Expr.Literal literal -> new Kind(true, true, secret);
        case Expr.Variable variable -> new Kind(variable.root() != Root.NOW, true, secret);
        case Expr.ListOf list -> new Kind(true, false, secret);
        case Expr.MapOf map -> new Kind(true, false, secret);
        case Expr.Select select -> new Kind(false, true, secret);
        case Expr.LetReference reference -> new Kind(false, true, secret);
        case Expr.Local local -> new Kind(false, true, secret);
        default -> new Kind(false, false, secret);
      };
    }

    private void visit(Trace.Node node, int depth) {
      Kind kind = kinds.getOrDefault(node.span(), new Kind(true, false, secretLocals));
      boolean shown = !kind.silent() && node.span() != Span.NONE && show(node, kind, depth);
      if (!kind.whole()) {
        int below = shown ? depth + 1 : depth;
        node.children().forEach(child -> visit(child, below));
      }
    }

    private boolean show(Trace.Node node, Kind kind, int depth) {
      String own = textOf(node.span());
      if (seen.size() == MOST || !texts.add(own)) {
        return false;
      }
      seen.add(
          new Observation(own, isHidden(node, kind) ? HIDDEN : ValueText.of(node.value()), depth));
      return true;
    }

    /** What a comparison came to is no secret: the decision itself tells it. */
    private boolean isHidden(Trace.Node node, Kind kind) {
      boolean harmless =
          node.value() instanceof EvalError
              || node.value() instanceof Trace.NotEvaluated
              || (node.value() instanceof Boolean && !kind.whole());
      return kind.secret() && !harmless;
    }

    private String textOf(int span) {
      int end = Math.min(Span.end(span), text.length());
      return text.substring(Math.min(Span.start(span), end), end).strip().replaceAll("\\s+", " ");
    }
  }
}
