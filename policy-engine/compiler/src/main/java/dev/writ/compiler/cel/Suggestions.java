package dev.writ.compiler.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.engine.program.Root;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to do next about a name that is not known. */
record Suggestions(Sections sections, Set<String> lets) {

  /** What an author may have meant by an unknown name; null if nothing comes to mind. */
  @Nullable String forName(CelNavigableExpr node, String name) {
    String near = nearName(name);
    return isCompared(node)
        ? quoted(name, near)
        : near == null ? null : "did you mean `" + near + "`?";
  }

  private static String quoted(String name, @Nullable String near) {
    String text = "`\"" + name + "\"`";
    return near == null
        ? "text needs quotes: " + text
        : "did you mean `" + near + "`, or the text " + text + "?";
  }

  private @Nullable String nearName(String name) {
    for (Root root : List.of(Root.RESOURCE, Root.SUBJECT, Root.CONTEXT)) {
      Set<String> properties = sections.properties("@" + root.variable());
      if (properties != null && properties.contains(name)) {
        return root.variable() + "." + name;
      }
    }
    var known = new TreeSet<>(lets);
    Stream.of(Root.values()).map(Root::variable).forEach(known::add);
    return Spelling.nearest(name, known);
  }

  /** Whether a name stands where a text is likely. */
  private static boolean isCompared(CelNavigableExpr node) {
    return node.parent()
        .map(CelNavigableExpr::expr)
        .map(p -> p.getKind() == Kind.LIST || (p.getKind() == Kind.CALL && isEquality(p.call())))
        .orElse(false);
  }

  private static boolean isEquality(CelExpr.CelCall call) {
    return Set.of("_==_", "_!=_", "@in").contains(call.function());
  }

  /**
   * The declared property that is nearest to an unknown one.
   *
   * @param path the variable or property it was looked for in, or null where that has no name
   */
  @Nullable String forProperty(@Nullable String path, String field) {
    Set<String> declared = path == null ? null : sections.properties("@" + path);
    return Spelling.help(field, declared == null ? sections.allProperties() : declared);
  }

  /** How a macro is written; null if that takes more than a line. */
  static @Nullable String macroUse(String name) {
    return switch (name) {
      case "has" -> "write it as in `has(resource.ownerId)`";
      case "all", "exists", "exists_one", "existsOne", "filter", "map", "sortBy" ->
          "write it as in `list." + name + "(x, x > 1)`";
      case "cel.bind" -> "write it as in `cel.bind(x, 1 + 2, x * x)`";
      default -> null;
    };
  }
}
