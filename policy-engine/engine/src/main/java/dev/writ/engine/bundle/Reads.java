package dev.writ.engine.bundle;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Rule;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what the expressions of a program read that a request alone does not have. */
final class Reads {
  private final Set<Need> needs = EnumSet.noneOf(Need.class);

  private Reads() {}

  /** The needs that show in a program itself. */
  static Set<Need> of(Program program) {
    Reads reads = new Reads();
    expressions(program).map(Expression::root).forEach(reads::visit);
    if (program.rules().stream().anyMatch(rule -> !rule.services().isEmpty())) {
      reads.needs.add(Need.SERVICE_IDENTITY);
    }
    return reads.needs;
  }

  private static Stream<Expression> expressions(Program program) {
    return Stream.of(
            program.lets().stream().map(Let::expression),
            program.roles().stream().map(Reads::condition),
            program.grants().stream().map(Grant::when),
            program.rules().stream().flatMap(Reads::conditions))
        .<@Nullable Expression>flatMap(expressions -> expressions)
        .filter(Objects::nonNull);
  }

  private static @Nullable Expression condition(Role role) {
    return role instanceof Role.Derived derived ? derived.when() : null;
  }

  private static Stream<@Nullable Expression> conditions(Rule rule) {
    return Stream.of(rule.when(), rule.unless(), rule.output());
  }

  private void visit(@Nullable Expr expr) {
    switch (expr) {
      case Expr.Variable e -> variable(e.root());
      case Expr.Select e -> member(e.operand(), e.field());
      case Expr.Has e -> member(e.operand(), e.field());
      case Expr.Call e -> e.arguments().forEach(this::visit);
      case Expr.ListOf e -> e.elements().forEach(this::visit);
      case Expr.MapOf e -> e.entries().forEach(this::entry);
      case Expr.Fold e -> fold(e);
      case Expr.Bind e -> {
        visit(e.value());
        visit(e.body());
      }
      case Expr.Matches e -> visit(e.operand());
      case Expr.Literal e -> {}
      case Expr.LetReference e -> {}
      case Expr.Local e -> {}
      case Expr.Open e -> {}
      case null -> {}
    }
  }

  private void entry(Expr.Entry entry) {
    visit(entry.key());
    visit(entry.value());
  }

  private void fold(Expr.Fold fold) {
    visit(fold.range());
    visit(fold.filter());
    visit(fold.transform());
  }

  /** A property of the subject is the request's own, unless it is the one that a token gives. */
  private void member(Expr operand, String field) {
    boolean plain =
        operand instanceof Expr.Variable variable
            && variable.root() == Root.SUBJECT
            && !field.equals("verified");
    if (!plain) {
      visit(operand);
    }
  }

  private void variable(Root root) {
    switch (root) {
      case TOKEN, SUBJECT -> needs.add(Need.SUBJECT_TOKEN);
      case SERVICE -> needs.add(Need.SERVICE_IDENTITY);
      case ACTION, RESOURCE, CONTEXT, PEER, NOW -> {}
    }
  }
}
