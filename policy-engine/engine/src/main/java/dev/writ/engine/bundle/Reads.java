package dev.writ.engine.bundle;

import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the conditions of a program read that a request alone does not have, by the type of
 * resource that they are about.
 */
final class Reads {
  private final List<Set<Need>> lets = new ArrayList<>();
  private final Map<String, Set<Need>> byType = new HashMap<>();

  private Reads() {}

  /**
   * The needs that show in a program itself, by resource type; under {@link PermissionPattern#ANY}
   * those of every type.
   */
  static Map<String, Set<Need>> of(Program program) {
    Reads reads = new Reads();
    program.lets().forEach(reads::let);
    program.roles().forEach(reads::role);
    program.grants().forEach(reads::grant);
    program.rules().forEach(reads::rule);
    return reads.byType;
  }

  /** A let refers only to those before it. */
  private void let(Let let) {
    lets.add(needs(let.expression()));
  }

  private void role(Role role) {
    if (role instanceof Role.Derived derived) {
      String type = derived.resource();
      add(type == null ? PermissionPattern.ANY : type, needs(derived.when()));
    }
  }

  private void grant(Grant grant) {
    add(type(grant.permission()), needs(grant.when()));
  }

  private void rule(Rule rule) {
    Set<Need> needs = needs(rule.when(), rule.unless(), rule.output());
    if (!rule.services().isEmpty()) {
      needs.add(Need.SERVICE_IDENTITY);
    }
    rule.permissions().forEach(permission -> add(type(permission), needs));
  }

  private static String type(PermissionPattern permission) {
    return permission.segments().getFirst();
  }

  private void add(String type, Set<Need> needs) {
    if (!needs.isEmpty()) {
      byType.computeIfAbsent(type, name -> EnumSet.noneOf(Need.class)).addAll(needs);
    }
  }

  private Set<Need> needs(@Nullable Expression... expressions) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    for (Expression expression : expressions) {
      if (expression != null) {
        visit(expression.root(), needs);
      }
    }
    return needs;
  }

  private void visit(@Nullable Expr expr, Set<Need> needs) {
    switch (expr) {
      case Expr.Variable e -> variable(e.root(), needs);
      case Expr.LetReference e -> reference(e.let(), needs);
      case Expr.Select e -> member(e.operand(), e.field(), needs);
      case Expr.Has e -> member(e.operand(), e.field(), needs);
      case Expr.Call e -> e.arguments().forEach(argument -> visit(argument, needs));
      case Expr.ListOf e -> e.elements().forEach(element -> visit(element, needs));
      case Expr.MapOf e -> e.entries().forEach(entry -> entry(entry, needs));
      case Expr.Fold e -> fold(e, needs);
      case Expr.Bind e -> {
        visit(e.value(), needs);
        visit(e.body(), needs);
      }
      case Expr.Matches e -> visit(e.operand(), needs);
      case Expr.Literal e -> {}
      case Expr.Local e -> {}
      case Expr.Open e -> {}
      case null -> {}
    }
  }

  /** One that points to nothing is refused when the program is linked. */
  private void reference(int let, Set<Need> needs) {
    if (let < lets.size()) {
      needs.addAll(lets.get(let));
    }
  }

  private void entry(Expr.Entry entry, Set<Need> needs) {
    visit(entry.key(), needs);
    visit(entry.value(), needs);
  }

  private void fold(Expr.Fold fold, Set<Need> needs) {
    visit(fold.range(), needs);
    visit(fold.filter(), needs);
    visit(fold.transform(), needs);
  }

  /** A property of the subject is the request's own, unless it is the one that a token gives. */
  private void member(Expr operand, String field, Set<Need> needs) {
    boolean plain =
        operand instanceof Expr.Variable variable
            && variable.root() == Root.SUBJECT
            && !field.equals("verified");
    if (!plain) {
      visit(operand, needs);
    }
  }

  private static void variable(Root root, Set<Need> needs) {
    switch (root) {
      case TOKEN, SUBJECT -> needs.add(Need.SUBJECT_TOKEN);
      case SERVICE -> needs.add(Need.SERVICE_IDENTITY);
      case ACTION, RESOURCE, CONTEXT, PEER, NOW -> {}
    }
  }
}
