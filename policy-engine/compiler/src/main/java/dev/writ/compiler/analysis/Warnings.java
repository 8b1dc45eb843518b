package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.CheckedRole.CheckedGrant;
import dev.writ.compiler.analysis.UndeclaredReads.Read;
import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Effect;
import dev.writ.compiler.document.Window;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is allowed in a repository but hardly meant. */
final class Warnings {

  private final CheckedRepository repository;
  private final UndeclaredReads undeclared;
  private final Map<String, List<PermissionPattern>> granted = new HashMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();
  private final Problems problems;

  Warnings(CheckedRepository repository, Problems problems) {
    this.repository = repository;
    this.undeclared = new UndeclaredReads(repository.schema());
    this.problems = problems;
    repository.roles().forEach(role -> granted.put(role.name(), unconditional(role)));
  }

  void collect() {
    for (CheckedRule rule : repository.rules()) {
      if (rule.entry().effect() == Effect.ALLOW) {
        warnOfRedundantAllow(rule);
      } else {
        warnOfUndeclaredReads(rule);
      }
    }
    warnOfUnusedWindows();
  }

  private static List<PermissionPattern> unconditional(CheckedRole role) {
    return role.grants().stream()
        .filter(CheckedGrant::isUnconditional)
        .map(CheckedGrant::permission)
        .toList();
  }

  /** A rule never narrows a grant, so what it says of a role that has the permission is idle. */
  private void warnOfRedundantAllow(CheckedRule rule) {
    for (Located<String> role : rule.entry().roles()) {
      granting(role.value(), rule.permissions())
          .ifPresent(granting -> problems.add(redundant(rule, role, granting)));
    }
  }

  /** The role, among one and those that it includes, whose own grants cover all permissions. */
  private Optional<String> granting(String role, List<PermissionPattern> permissions) {
    return closures.computeIfAbsent(role, repository.table()::closure).stream()
        .filter(name -> permissions.stream().allMatch(permission -> grants(name, permission)))
        .findFirst();
  }

  private boolean grants(String role, PermissionPattern permission) {
    return granted.getOrDefault(role, List.of()).stream()
        .anyMatch(grant -> Permissions.covers(grant, permission));
  }

  private static Problem redundant(CheckedRule rule, Located<String> role, String granting) {
    String message =
        "rule `%s` adds nothing for `%s`: role `%s` grants the permission already"
            .formatted(rule.entry().name().value(), role.value(), granting);
    return Problem.warning("redundant-allow", role.location(), message)
        .withHelp("a rule never narrows a grant: remove the grant, or write a deny");
  }

  private void warnOfUndeclaredReads(CheckedRule rule) {
    List<Expr> evaluated =
        Reach.evaluated(rule.conditions()).stream().map(CompiledExpression::root).toList();
    for (Read read : undeclared.in(evaluated)) {
      String message =
          "deny `%s` reads `%s`, which no schema declares: it denies wherever that is absent"
              .formatted(rule.entry().name().value(), read);
      problems.add(
          Problem.warning("undeclared-read", rule.entry().name().location(), message)
              .withHelp("declare it in a schema, or test it with `has(" + read + ")` first"));
    }
  }

  private void warnOfUnusedWindows() {
    Set<String> used = new HashSet<>();
    for (CheckedRule rule : repository.rules()) {
      addName(used, rule.entry().during());
      addName(used, rule.entry().outside());
    }
    Reach.evaluated(repository.expressions()).forEach(e -> used.addAll(e.windows()));
    for (Window window : repository.windows().all().values()) {
      String name = window.name().value();
      if (!used.contains(name)) {
        problems.add(
            Problem.warning(
                "unused-window", window.name().location(), "no rule uses window `" + name + "`"));
      }
    }
  }

  private static void addName(Set<String> names, @Nullable Located<String> name) {
    if (name != null) {
      names.add(name.value());
    }
  }
}
