package dev.writ.engine.expr;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one expression into nodes, and refuses one that breaks a rule of its records. */
final class Builder {
  /** What an author may write, and some more for what macros stand for. */
  private static final int MAX_LEVELS = 300;

  /** The same through lets, which are evaluated where they are used. */
  private static final int MAX_LEVELS_WITH_LETS = 600;

  private static final int MAX_LOCALS = 10_000;

  private final Scope scope;
  private final boolean shown;
  private final int textLength;
  private final Locals locals;
  private final CallBuilder calls;
  private int weight;
  private int levels;

  private Builder(Expression expression, Scope scope, int firstLocal, boolean shown) {
    this.scope = scope;
    this.shown = shown;
    textLength = expression.text().length();
    locals = new Locals(locals(expression), firstLocal);
    calls = new CallBuilder(this, scope, shown);
  }

  /** How many local slots an expression uses. */
  static int locals(Expression expression) {
    require(expression.locals() >= 0 && expression.locals() <= MAX_LOCALS, "too many locals");
    return expression.locals();
  }

  static Linked link(Expression expression, Scope scope, int firstLocal, boolean shown) {
    var builder = new Builder(expression, scope, firstLocal, shown);
    Node node = builder.link(expression.root(), 1);
    return new Linked(node, builder.weight, builder.levels);
  }

  static void require(boolean rule, String otherwise) {
    if (!rule) {
      throw new InvalidProgram(otherwise);
    }
  }

  /** Links a sub-expression that stands {@code level} levels deep. */
  Node link(Expr expr, int level) {
    require(level <= MAX_LEVELS, "an expression is nested too deeply");
    require(Span.end(expr.span()) <= textLength, "a span points outside its text");
    weight++;
    levels = Math.max(levels, level);
    Node node = build(expr, level);
    return shown && node.constant() == null ? new Traced(node, expr.span()) : node;
  }

  Node[] link(List<Expr> exprs, int level) {
    Node[] nodes = new Node[exprs.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = link(exprs.get(i), level);
    }
    return nodes;
  }

  private Node build(Expr expr, int level) {
    return switch (expr) {
      case Expr.Literal literal -> new Node.Constant(Literals.check(literal));
      case Expr.Variable variable -> whole(variable.root());
      case Expr.LetReference reference -> let(reference.let(), level);
      case Expr.Local local -> locals.reference(local.slot());
      case Expr.Select select -> select(select, level);
      case Expr.Has has -> has(has, level);
      case Expr.Call call -> calls.build(call, level + 1);
      case Expr.ListOf list -> list(list, level + 1);
      case Expr.MapOf map -> map(map, level + 1);
      case Expr.Fold fold -> fold(fold, level + 1);
      case Expr.Bind bind -> bind(bind, level + 1);
      case Expr.Matches matches ->
          new Patterns.Matches(
              link(matches.operand(), level + 1), scope.pattern(matches.pattern()));
      case Expr.Open open -> new Patterns.Open(scope.window(open.window()), scope.schedule());
    };
  }

  private Node whole(Root root) {
    var absent = new EvalError(Code.ABSENT_VARIABLE, root.variable());
    return new Reads.Property(scope.layout().slot(root, null), absent);
  }

  private Node let(int number, int level) {
    Linked let = scope.let(number);
    levels = Math.max(levels, level + let.levels());
    require(levels <= MAX_LEVELS_WITH_LETS, "named expressions are nested too deeply");
    return new Reads.Let(number, let.node(), let.weight());
  }

  /** The slot of a property that is read straight from a variable, else -1. */
  int slot(Expr operand, String name) {
    boolean direct = operand instanceof Expr.Variable variable && variable.root() != Root.NOW;
    return direct ? scope.layout().slot(((Expr.Variable) operand).root(), name) : -1;
  }

  private Node select(Expr.Select select, int level) {
    int slot = slot(select.operand(), select.field());
    var missing = new EvalError(Code.MISSING_PROPERTY, path(select, 0));
    if (slot >= 0) {
      return new Reads.Property(slot, missing);
    }
    Node operand = link(select.operand(), level + 1);
    return calls.fold(new Reads.Field(operand, select.field(), missing), operand);
  }

  private Node has(Expr.Has has, int level) {
    int slot = slot(has.operand(), has.field());
    if (slot >= 0) {
      return new Reads.HasProperty(slot);
    }
    Node operand = link(has.operand(), level + 1);
    return calls.fold(new Reads.HasField(operand, has.field()), operand);
  }

  /** The name of what a chain of selections reads, for its error. */
  private static String path(Expr expr, int level) {
    if (expr instanceof Expr.Variable variable) {
      return variable.root().variable();
    }
    if (expr instanceof Expr.Select select && level < MAX_LEVELS) {
      String operand = path(select.operand(), level + 1);
      return operand.isEmpty() ? select.field() : operand + "." + select.field();
    }
    return "";
  }

  private Node list(Expr.ListOf list, int level) {
    Node[] elements = link(list.elements(), level);
    if (list.optional().isEmpty()) {
      return calls.fold(new Constructions.ListOf(elements), elements);
    }
    boolean[] optional = new boolean[elements.length];
    for (int index : list.optional()) {
      require(index >= 0 && index < optional.length, "an optional element is not there");
      optional[index] = true;
    }
    return calls.fold(new Constructions.ListOfSome(elements, optional), elements);
  }

  private Node map(Expr.MapOf map, int level) {
    var entries = new Constructions.Entry[map.entries().size()];
    Node[] parts = new Node[2 * entries.length];
    for (int i = 0; i < entries.length; i++) {
      Expr.Entry entry = map.entries().get(i);
      parts[2 * i] = link(entry.key(), level);
      parts[2 * i + 1] = link(entry.value(), level);
      entries[i] = new Constructions.Entry(parts[2 * i], parts[2 * i + 1], entry.optional());
    }
    return calls.fold(new Constructions.MapOf(entries), parts);
  }

  private Node bind(Expr.Bind bind, int level) {
    int slot = locals.declare(bind.slot());
    Node value = link(bind.value(), level);
    locals.define(bind.slot(), new Reads.Bound(slot, value));
    Node body = link(bind.body(), level);
    locals.leave(bind.slot());
    return new Reads.Bind(slot, body);
  }

  private Node fold(Expr.Fold fold, int level) {
    checkForm(fold);
    Node range = link(fold.range(), level);
    int outside = weight;
    weight = 1;
    int first = enter(fold.first());
    int second = fold.second() < 0 ? -1 : enter(fold.second());
    Node filter = fold.filter() == null ? null : link(fold.filter(), level);
    Node transform = fold.transform() == null ? null : link(fold.transform(), level);
    locals.leave(fold.first());
    if (second >= 0) {
      locals.leave(fold.second());
    }
    var loop = new Folds.Loop(range, first, second, weight, shown);
    weight = outside;
    return loop(fold.kind(), loop, filter, transform);
  }

  private int enter(int number) {
    int slot = locals.declare(number);
    locals.define(number, new Reads.Local(slot));
    return slot;
  }

  private static Node loop(
      FoldKind kind, Folds.Loop loop, @Nullable Node filter, @Nullable Node transform) {
    if (filter != null && kind == FoldKind.ALL) {
      return new Folds.Quantifier(loop, filter, Node.FALSE);
    }
    if (filter != null && kind == FoldKind.EXISTS) {
      return new Folds.Quantifier(loop, filter, Node.TRUE);
    }
    return new Folds.Collector(loop, filter, transform, kind);
  }

  private static void checkForm(Expr.Fold fold) {
    boolean transforms =
        switch (fold.kind()) {
          case ALL, EXISTS, EXISTS_ONE, FILTER -> false;
          case MAP, TRANSFORM_MAP, TRANSFORM_MAP_ENTRY -> true;
        };
    require(transforms == (fold.transform() != null), "a comprehension has the wrong parts");
    require(transforms || fold.filter() != null, "a comprehension has no predicate");
  }
}
