package dev.writ.compiler.analysis;

import dev.writ.engine.program.TextPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the text patterns of a program in the order in which they are first needed. */
final class PatternTable {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<TextPattern> patterns = new ArrayList<>();

  /** The number of a pattern; patterns with the same source are one. */
  int number(TextPattern pattern) {
    return numbers.computeIfAbsent(pattern.source(), source -> add(pattern));
  }

  List<TextPattern> patterns() {
    return List.copyOf(patterns);
  }

  private int add(TextPattern pattern) {
    patterns.add(pattern);
    return patterns.size() - 1;
  }
}
