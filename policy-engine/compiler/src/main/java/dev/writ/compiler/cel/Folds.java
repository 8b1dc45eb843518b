package dev.writ.compiler.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what a macro stood for from the comprehension that it became. Comprehensions cannot be
 * written otherwise, so that their initial value and step tell them apart.
 */
final class Folds {
  private static final String UNUSED = "#unused";

  private final Translator translator;
  private final CelExpr node;
  private final CelExpr.CelComprehension fold;

  Folds(Translator translator, CelExpr node) {
    this.translator = translator;
    this.node = node;
    this.fold = node.comprehension();
  }

  Expr translate() {
    if (fold.iterVar().equals(UNUSED)) {
      return bind();
    }
    CelExpr init = fold.accuInit();
    return switch (init.getKind()) {
      case CONSTANT -> predicate(init);
      case LIST -> listOf();
      default -> mapOf();
    };
  }

  /** {@code list.sortBy(x, key)}: each element of the intermediate list is a pair of key and x. */
  Expr sortBy() {
    Expr list = translator.of(fold.iterRange());
    Type type = list.type().kind() == Type.Kind.LIST ? list.type() : Type.list(Type.DYN);
    int span = translator.span(node, List.of(list));
    int slot = translator.scope().unnamed();
    Expr sorted = new Expr.Local(slot, list.type(), list.span());
    CelExpr key = appended().list().elements().getFirst();
    Expr keys = fold(FoldKind.MAP, sorted, null, key, Type.list(translator.type(key)));
    Expr call = new Expr.Call(Function.SORT_BY_KEYS, List.of(sorted, keys), type, span);
    return new Expr.Bind(slot, list, call, type, span);
  }

  private Expr bind() {
    Expr value = translator.of(fold.accuInit());
    int slot = translator.scope().enter(fold.accuVar());
    Expr body = translator.of(fold.result());
    translator.scope().leave();
    int span = translator.span(node, List.of(value, body));
    return new Expr.Bind(slot, value, body, translator.type(node), span);
  }

  private Expr predicate(CelExpr init) {
    List<CelExpr> step = fold.loopStep().call().args();
    boolean counts = init.constant().getKind() == CelConstant.Kind.INT64_VALUE;
    if (counts) {
      return fold(FoldKind.EXISTS_ONE, step.getFirst(), null);
    }
    boolean all = init.constant().booleanValue();
    return fold(all ? FoldKind.ALL : FoldKind.EXISTS, step.getLast(), null);
  }

  private Expr listOf() {
    CelExpr filter = filter();
    CelExpr transform = appended();
    boolean keepsElements =
        filter != null
            && fold.iterVar2().isEmpty()
            && transform.getKind() == Kind.IDENT
            && transform.ident().name().equals(fold.iterVar());
    return keepsElements
        ? fold(FoldKind.FILTER, filter, null)
        : fold(FoldKind.MAP, filter, transform);
  }

  private Expr mapOf() {
    List<CelExpr> insertion = append().call().args();
    FoldKind kind = insertion.size() == 3 ? FoldKind.TRANSFORM_MAP : FoldKind.TRANSFORM_MAP_ENTRY;
    return fold(kind, filter(), insertion.getLast());
  }

  private @Nullable CelExpr filter() {
    CelExpr step = fold.loopStep();
    return isConditional(step) ? step.call().args().getFirst() : null;
  }

  /** The part of the step that appends, behind the filter if there is one. */
  private CelExpr append() {
    CelExpr step = fold.loopStep();
    return isConditional(step) ? step.call().args().get(1) : step;
  }

  /** What the step appends to a list. */
  private CelExpr appended() {
    return append().call().args().getLast().list().elements().getFirst();
  }

  private static boolean isConditional(CelExpr step) {
    return step.call().function().equals("_?_:_");
  }

  private Expr fold(FoldKind kind, @Nullable CelExpr filter, @Nullable CelExpr transform) {
    Expr range = translator.of(fold.iterRange());
    return fold(kind, range, filter, transform, translator.type(node));
  }

  private Expr fold(
      FoldKind kind, Expr range, @Nullable CelExpr filter, @Nullable CelExpr transform, Type type) {
    Scope scope = translator.scope();
    boolean two = !fold.iterVar2().isEmpty();
    int first = scope.enter(fold.iterVar());
    int second = two ? scope.enter(fold.iterVar2()) : -1;
    Expr kept = filter == null ? null : translator.of(filter);
    Expr made = transform == null ? null : translator.of(transform);
    scope.leave();
    if (two) {
      scope.leave();
    }
    int span = translator.span(node, List.of(range));
    return new Expr.Fold(kind, range, first, second, kept, made, type, span);
  }
}
