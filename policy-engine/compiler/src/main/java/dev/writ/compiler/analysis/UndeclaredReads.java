package dev.writ.compiler.analysis;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Schema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Which properties that no schema declares an expression reads without testing for them. */
final class UndeclaredReads {

  /** Names that the engine gives, in sections that a schema may declare. */
  private static final Map<Root, Set<String>> GIVEN =
      new EnumMap<>(
          Map.of(
              Root.SUBJECT, Set.of("type", "id", "roles", "groups", "verified"),
              Root.RESOURCE, Set.of("type", "id"),
              Root.CONTEXT, Set.of()));

  private final Set<Root> undeclared = new HashSet<>();

  UndeclaredReads(Schema schema) {
    if (schema.subjects() == null) {
      undeclared.add(Root.SUBJECT);
    }
    if (schema.resources() == null) {
      undeclared.add(Root.RESOURCE);
    }
    if (schema.context() == null) {
      undeclared.add(Root.CONTEXT);
    }
  }

  /** A property that is read: {@code resource.ownerId}. */
  record Read(Root root, String property) {
    @Override
    public String toString() {
      return root.variable() + "." + property;
    }
  }

  /**
   * The undeclared properties that these expressions together read, in the order met, without those
   * that one of them tests by {@code has}.
   */
  List<Read> in(List<Expr> expressions) {
    if (undeclared.isEmpty()) {
      return List.of();
    }
    Walk walk = new Walk();
    expressions.forEach(walk::visit);
    return walk.reads.stream().distinct().filter(read -> !walk.tested.contains(read)).toList();
  }

  /** Goes through an expression; its depth is limited by the language. */
  private final class Walk {
    private final List<Read> reads = new ArrayList<>();
    private final Set<Read> tested = new HashSet<>();

    void visit(Expr expr) {
      if (expr instanceof Expr.Has has && has.operand() instanceof Expr.Variable of) {
        tested.add(new Read(of.root(), has.field()));
      } else if (expr instanceof Expr.Select select
          && select.operand() instanceof Expr.Variable of) {
        read(of.root(), select.field());
      } else {
        parts(expr).forEach(this::visit);
      }
    }

    private void read(Root root, String property) {
      if (undeclared.contains(root) && !GIVEN.getOrDefault(root, Set.of()).contains(property)) {
        reads.add(new Read(root, property));
      }
    }
  }

  private static Stream<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Select select -> Stream.of(select.operand());
      case Expr.Has has -> Stream.of(has.operand());
      case Expr.Call call -> call.arguments().stream();
      case Expr.ListOf list -> list.elements().stream();
      case Expr.MapOf map -> map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value()));
      case Expr.Fold fold ->
          Stream.of(fold.range(), fold.filter(), fold.transform()).filter(Objects::nonNull);
      case Expr.Bind bind -> Stream.of(bind.value(), bind.body());
      case Expr.Matches matches -> Stream.of(matches.operand());
      case Expr.Literal l -> Stream.empty();
      case Expr.Variable v -> Stream.empty();
      case Expr.LetReference l -> Stream.empty();
      case Expr.Local l -> Stream.empty();
      case Expr.Open o -> Stream.empty();
    };
  }
}
