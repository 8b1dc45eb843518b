package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedLet;
import dev.writ.compiler.analysis.expression.ScopedLet;
import dev.writ.compiler.cel.CompiledExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Numbers the lets of a program in the order in which they are first needed, what a let needs
 * before it. A let that means the same in several environments is there once.
 *
 * @param <T> what a let becomes
 */
final class LetTable<T> {

  private final BiFunction<CheckedLet, Map<String, Integer>, T> translation;
  private final IdentityHashMap<CheckedLet, Integer> numbers = new IdentityHashMap<>();
  private final Map<Meaning, Integer> meanings = new HashMap<>();
  private final List<T> lets = new ArrayList<>();

  /** What makes two lets the same: equal, with the same numbers for what they need. */
  private record Meaning(
      ScopedLet let, CompiledExpression expression, Map<String, Integer> numbers) {}

  /**
   * @param translation makes a program's let of a checked one, given the numbers of what it needs
   */
  LetTable(BiFunction<CheckedLet, Map<String, Integer>, T> translation) {
    this.translation = translation;
  }

  /** The lets numbered so far. */
  List<T> lets() {
    return List.copyOf(lets);
  }

  /** The numbers of lets by the names that their user has for them. */
  Map<String, Integer> numbers(Map<String, CheckedLet> used) {
    Map<String, Integer> byName = new TreeMap<>();
    new TreeMap<>(used).forEach((name, let) -> byName.put(name, number(let)));
    return byName;
  }

  private int number(CheckedLet let) {
    Deque<CheckedLet> open = new ArrayDeque<>(List.of(let));
    while (!open.isEmpty()) {
      CheckedLet next = open.getLast();
      List<CheckedLet> waiting = unnumbered(next);
      if (waiting.isEmpty()) {
        numbers.computeIfAbsent(next, this::add);
        open.removeLast();
      } else {
        open.addLast(waiting.get(0));
      }
    }
    return Objects.requireNonNull(numbers.get(let));
  }

  private List<CheckedLet> unnumbered(CheckedLet let) {
    return new TreeMap<>(let.uses())
        .values().stream().filter(other -> !numbers.containsKey(other)).limit(1).toList();
  }

  private int add(CheckedLet let) {
    Map<String, Integer> needed = new TreeMap<>();
    let.uses()
        .forEach((name, other) -> needed.put(name, Objects.requireNonNull(numbers.get(other))));
    CompiledExpression expression = Objects.requireNonNull(let.expression());
    return meanings.computeIfAbsent(
        new Meaning(let.let(), expression, needed),
        meaning -> {
          lets.add(translation.apply(let, needed));
          return lets.size() - 1;
        });
  }
}
