package dev.writ.cli.importing;

import java.util.HashMap;
import java.util.Map;

/** What Cerbos's policies give names to that others import. */
final class CerbosNames {
  static final String VARIABLES = "variables";
  static final String CONSTANTS = "constants";

  private final Names given = new Names();
  private final Map<String, String> definitions = new HashMap<>();
  private final Map<String, String> sets = new HashMap<>();

  /** Names what is exported under a name. */
  String define(String kind, String name) throws Unmappable {
    String definition = given.like(name);
    if (definitions.putIfAbsent(kind + " " + name, definition) != null) {
      throw new Unmappable("the " + kind + " `" + name + "` are exported twice");
    }
    return definition;
  }

  /** The definitions of what was exported. */
  String definitions(String kind, String name) throws Unmappable {
    String definition = definitions.get(kind + " " + name);
    if (definition == null) {
      throw new Unmappable("the " + kind + " `" + name + "` are not among the files");
    }
    return definition;
  }

  /** Remembers the set that a derived role is of. */
  void derive(String role, String set) throws Unmappable {
    String other = sets.putIfAbsent(role, set);
    if (other != null) {
      throw new Unmappable(
          "the derived role `%s` is in `%s` too; here a role has one meaning"
              .formatted(role, other));
    }
  }

  boolean isDerived(String role) {
    return sets.containsKey(role);
  }

  /** The set that a derived role is of; empty if there is none. */
  String setOf(String role) {
    return sets.getOrDefault(role, "");
  }
}
