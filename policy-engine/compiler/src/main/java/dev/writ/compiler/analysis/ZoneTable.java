package dev.writ.compiler.analysis;

import dev.writ.engine.program.Zone;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The time zones that a program needs, sorted by name, with the JDK's rules for them: a program
 * carries its own, so that every decision point uses the same.
 */
final class ZoneTable {

  private static final Set<String> KNOWN = ZoneRulesProvider.getAvailableZoneIds();

  private final List<String> names;

  private ZoneTable(Collection<String> names) {
    this.names = List.copyOf(names);
  }

  /** The zones of windows and expressions; names that are offsets need no rules. */
  static ZoneTable of(Collection<String> names) {
    SortedSet<String> sorted = new TreeSet<>(names);
    sorted.retainAll(KNOWN);
    return new ZoneTable(sorted);
  }

  /** Every zone there is, for expressions that compute a zone's name. */
  static ZoneTable all() {
    return new ZoneTable(new TreeSet<>(KNOWN));
  }

  int number(String name) {
    return names.indexOf(name);
  }

  List<Zone> zones() {
    return names.stream().map(name -> new Zone(name, rules(name))).toList();
  }

  private static ZoneRules rules(String name) {
    return ZoneRulesProvider.getRules(name, false);
  }
}
