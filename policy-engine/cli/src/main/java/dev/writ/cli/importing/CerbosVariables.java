package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables and constants of Cerbos, which are names of a {@code let} here. */
final class CerbosVariables {
  private static final String IMPORT = "import";

  private final CerbosNames names;
  private final Set<String> roles;

  /**
   * @param roles gets the names of roles that they ask for
   */
  CerbosVariables(CerbosNames names, Set<String> roles) {
    this.names = names;
    this.roles = roles;
  }

  /**
   * What a policy can name.
   *
   * @param use the definitions that it imports
   * @param own its own, by name
   */
  record Let(List<String> use, Map<String, Object> own) {}

  Let read(Fields policy) throws Unmappable {
    Fields variables = policy.fields("variables");
    Fields constants = policy.fields("constants");
    List<String> use = new ArrayList<>();
    Map<String, Object> own = new LinkedHashMap<>();
    if (constants != null) {
      constants.requireKnown(Set.of(IMPORT, "local"));
      use.addAll(imported(constants, CerbosNames.CONSTANTS));
      own.putAll(constants(constants.fields("local")));
    }
    if (variables != null) {
      variables.requireKnown(Set.of(IMPORT, "local"));
      use.addAll(imported(variables, CerbosNames.VARIABLES));
      add(own, variables(variables.fields("local")));
    }
    return new Let(use, own);
  }

  private List<String> imported(Fields block, String kind) throws Unmappable {
    List<String> use = new ArrayList<>();
    for (String name : block.texts(IMPORT)) {
      use.add(names.definitions(kind, name));
    }
    return use;
  }

  private static void add(Map<String, Object> own, Map<String, Object> more) throws Unmappable {
    for (var entry : more.entrySet()) {
      if (own.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
        throw new Unmappable(
            "`%s` is a constant and a variable; here names are one kind".formatted(entry.getKey()));
      }
    }
  }

  Map<String, Object> variables(@org.jspecify.annotations.Nullable Fields local) throws Unmappable {
    Map<String, Object> let = new LinkedHashMap<>();
    if (local != null) {
      for (String name : local.keys()) {
        let.put(name, CerbosExpression.translate(local.text(name), roles::add));
      }
    }
    return let;
  }

  Map<String, Object> constants(@org.jspecify.annotations.Nullable Fields local) throws Unmappable {
    Map<String, Object> let = new LinkedHashMap<>();
    if (local != null) {
      for (String name : local.keys()) {
        let.put(name, constant(name, local.value(name)));
      }
    }
    return let;
  }

  private static Object constant(String name, Object value) throws Unmappable {
    return switch (value) {
      case String text -> ExpressionText.quoted(text);
      case Boolean truth -> truth.toString();
      case Double number -> number.toString();
      // numbers of Cerbos are doubles; those of files here are, too, unless a schema says otherwise
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case List<?> list -> list;
      case Map<?, ?> map -> map;
      default -> throw new Unmappable("the constant `" + name + "` does not map");
    };
  }
}
