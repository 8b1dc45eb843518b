package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether permission patterns can match anything, as far as schema and policy say. */
final class ActionCheck {

  private final Schema schema;
  private final Problems problems;

  ActionCheck(Schema schema, Problems problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** Checks a resource type against the declared ones, if there are any. */
  void resource(Located<String> type) {
    Map<String, ?> declared = schema.resources();
    if (declared != null && !declared.containsKey(type.value())) {
      problems.add(Names.unknown("resource type", type, declared.keySet()));
    }
  }

  /** Checks an action pattern of a rule whose policy is about these types; empty = every type. */
  void action(List<String> types, Located<String> action) {
    String first = PermissionPattern.of(action.value()).segments().get(0);
    boolean named = !Permissions.isShort(action.value()) && !first.equals(PermissionPattern.ANY);
    if (named && !types.isEmpty() && !types.contains(first)) {
      foreign(types, action, first);
    } else if (named || Permissions.isShort(action.value())) {
      declared(Permissions.onTypes(types, action.value()), action);
    }
  }

  /** Checks a role's pattern; whether its type is declared is a warning only. */
  void permission(Located<String> written) {
    PermissionPattern pattern = PermissionPattern.of(written.value());
    String type = Permissions.type(pattern);
    if (type.equals(PermissionPattern.ANY)) {
      return;
    }
    Map<String, ?> resources = schema.resources();
    if (resources != null && !resources.containsKey(type)) {
      String message = "no schema declares the resource type `" + type + "`";
      problems.add(
          Problem.warning("undeclared-type", written.location(), message)
              .withHelp(Spelling.help(type, resources.keySet())));
    }
    declared(List.of(pattern), written);
  }

  private void foreign(List<String> types, Located<String> action, String first) {
    String message =
        "`%s` is not about %s, the policy's resource".formatted(action.value(), quoted(types));
    String help = Spelling.help(first, types);
    problems.add(
        Problem.error("foreign-action", action.location(), message)
            .withHelp(help == null ? "add `" + first + "` to `resource`" : help));
  }

  /** Reports patterns all of whose types declare their actions and none of them is matched. */
  private void declared(List<PermissionPattern> patterns, Located<String> written) {
    if (patterns.isEmpty() || !patterns.stream().allMatch(this::matchesNothing)) {
      return;
    }
    List<String> types = patterns.stream().map(Permissions::type).toList();
    String message =
        "`%s` matches none of the actions that %s declares"
            .formatted(written.value(), quoted(types));
    problems.add(
        Problem.error("unknown-action", written.location(), message)
            .withHelp(Spelling.help(written.value(), candidates(types, written.value()))));
  }

  private boolean matchesNothing(PermissionPattern pattern) {
    List<PermissionPattern> actions = schema.actions().get(Permissions.type(pattern));
    return actions != null && actions.stream().noneMatch(a -> pattern.matches(a.segments()));
  }

  private Set<String> candidates(List<String> types, String written) {
    Set<String> candidates = new TreeSet<>();
    for (String type : types) {
      for (PermissionPattern action : schema.actions().getOrDefault(type, List.of())) {
        String whole = action.toString();
        candidates.add(Permissions.isShort(written) ? whole.substring(type.length() + 1) : whole);
      }
    }
    return candidates;
  }

  private static String quoted(Collection<String> types) {
    return "`" + String.join("`, `", types) + "`";
  }
}
