package dev.writ.compiler.cel;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.Call;
import dev.writ.engine.program.Expr.Fold;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Expr.ListOf;
import dev.writ.engine.program.Expr.Literal;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Root;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the role names that an expression compares with what {@code subject.roles} holds: directly,
 * by a set operation, or element by element in a comprehension.
 */
final class RoleTests {
  private static final Set<Function> COMPARISONS =
      Set.of(
          Function.EQUALS,
          Function.NOT_EQUALS,
          Function.IN,
          Function.SETS_CONTAINS,
          Function.SETS_EQUIVALENT,
          Function.SETS_INTERSECTS);

  /** Functions of a list that give one of its elements or a list of some. */
  private static final Set<Function> PARTS =
      Set.of(
          Function.INDEX,
          Function.FIRST,
          Function.LAST,
          Function.SLICE,
          Function.DISTINCT,
          Function.SORT,
          Function.REVERSE,
          Function.OPTIONAL_VALUE,
          Function.OPTIONAL_INDEX);

  private final Set<Integer> rolesInSlots = new HashSet<>();
  private final List<NameUse> uses = new ArrayList<>();

  private RoleTests() {}

  /** All of them, in the order of the text. */
  static List<NameUse> in(Expr root) {
    var tests = new RoleTests();
    tests.visit(root);
    return List.copyOf(tests.uses);
  }

  private void visit(Expr expr) {
    if (expr instanceof Call call && COMPARISONS.contains(call.function())) {
      compare(call);
    }
    if (expr instanceof Fold fold && isRoles(fold.range())) {
      rolesInSlots.add(fold.second() < 0 ? fold.first() : fold.second());
    }
    if (expr instanceof Expr.Bind bind && isRoles(bind.value())) {
      rolesInSlots.add(bind.slot());
    }
    children(expr).forEach(this::visit);
  }

  private void compare(Call call) {
    if (call.arguments().stream().anyMatch(this::isRoles)) {
      call.arguments().forEach(this::names);
    }
  }

  private void names(Expr expr) {
    if (expr instanceof Literal literal && literal.value() instanceof String name) {
      uses.add(new NameUse(name, literal.span()));
    } else if (expr instanceof ListOf list) {
      list.elements().forEach(this::names);
    }
  }

  /** Whether the value is {@code subject.roles}, a part of it or one of its elements. */
  private boolean isRoles(Expr expr) {
    return switch (expr) {
      case Expr.Select select -> isSubject(select.operand()) && select.field().equals("roles");
      case Expr.Local local -> rolesInSlots.contains(local.slot());
      case Fold fold -> fold.kind() == FoldKind.FILTER && isRoles(fold.range());
      case Call call -> isRolesByKey(call) || isPart(call);
      default -> false;
    };
  }

  private boolean isPart(Call call) {
    return PARTS.contains(call.function()) && isRoles(call.arguments().getFirst());
  }

  private static boolean isRolesByKey(Call call) {
    return Set.of(Function.INDEX, Function.OPTIONAL_SELECT, Function.OPTIONAL_INDEX)
            .contains(call.function())
        && isSubject(call.arguments().getFirst())
        && call.arguments().getLast() instanceof Literal key
        && key.value().equals("roles");
  }

  private static boolean isSubject(Expr expr) {
    return expr instanceof Expr.Variable variable && variable.root() == Root.SUBJECT;
  }

  private static Stream<Expr> children(Expr expr) {
    return switch (expr) {
      case Call call -> call.arguments().stream();
      case ListOf list -> list.elements().stream();
      case Expr.MapOf map -> map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value()));
      case Fold fold ->
          Stream.of(fold.range(), fold.filter(), fold.transform()).filter(Objects::nonNull);
      case Expr.Bind bind -> Stream.of(bind.value(), bind.body());
      case Expr.Select select -> Stream.of(select.operand());
      case Expr.Has has -> Stream.of(has.operand());
      case Expr.Matches matches -> Stream.of(matches.operand());
      default -> Stream.of();
    };
  }
}
