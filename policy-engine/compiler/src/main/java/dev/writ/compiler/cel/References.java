package dev.writ.compiler.cel;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an expression refers to outside itself, numbered in the order of first use. */
final class References {
  private final List<String> lets = new ArrayList<>();
  private final List<String> windows = new ArrayList<>();
  private final List<TextPattern> patterns = new ArrayList<>();
  private final SortedSet<String> zones = new TreeSet<>();
  private final List<NameUse> windowUses = new ArrayList<>();
  private boolean anyZone;

  int let(String name) {
    return number(lets, name);
  }

  int window(String name, int span) {
    windowUses.add(new NameUse(name, span));
    return number(windows, name);
  }

  /** The number of a pattern that has been used before, or -1. */
  int knownPattern(String source) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).source().equals(source)) {
        return i;
      }
    }
    return -1;
  }

  int patternCount() {
    return patterns.size();
  }

  int pattern(TextPattern pattern) {
    patterns.add(pattern);
    return patterns.size() - 1;
  }

  void zone(String name) {
    zones.add(name);
  }

  void computedZone() {
    anyZone = true;
  }

  private static int number(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name);
  }

  Template template(String text, Expr root, int locals) {
    var expression =
        new CompiledExpression(text, root, locals, lets, windows, patterns, zones, anyZone);
    return new Template(expression, List.copyOf(windowUses), RoleTests.in(root));
  }
}
