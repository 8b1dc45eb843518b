package dev.writ.engine.program;

import java.util.List;

/**
 * A compiled policy set. Everything that refers to a list of this record does so by number.
 *
 * @param name the repository's name
 * @param revision what it was compiled from
 * @param zones sorted by name; all IANA zones where an expression computes a zone's name
 * @param windows sorted by name
 * @param patterns the patterns of {@code matches}
 * @param lets in dependency order
 * @param roles sorted by name
 * @param grants by role number, then as declared
 * @param rules by policy name, then position
 */
public record Program(
    String name,
    Revision revision,
    List<Zone> zones,
    List<Window> windows,
    List<TextPattern> patterns,
    List<Let> lets,
    List<Role> roles,
    List<Grant> grants,
    List<Rule> rules,
    Schema schema,
    Entities entities) {
  public Program {
    zones = List.copyOf(zones);
    windows = List.copyOf(windows);
    patterns = List.copyOf(patterns);
    lets = List.copyOf(lets);
    roles = List.copyOf(roles);
    grants = List.copyOf(grants);
    rules = List.copyOf(rules);
  }
}
