package dev.writ.compiler.analysis.naming;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The things of one kind by name. Names are unique across the repository; of several things with
 * one name the first by place stands for the name, so that what else is wrong can be found.
 * Immutable.
 */
public final class Names<T> {

  private final String kind;
  private final SortedMap<String, T> byName;
  private final Map<String, Integer> numbers;

  private Names(String kind, SortedMap<String, T> byName) {
    this.kind = kind;
    this.byName = Collections.unmodifiableSortedMap(byName);
    this.numbers = HashMap.newHashMap(byName.size());
    byName.keySet().forEach(name -> numbers.put(name, numbers.size()));
  }

  /**
   * Collects things and reports those whose name another has.
   *
   * @param kind what a person calls such a thing, such as {@code role}
   */
  public static <T> Names<T> of(
      String kind, Collection<T> things, Function<T, Located<String>> name, Problems problems) {
    List<T> sorted = new ArrayList<>(things);
    sorted.sort(Comparator.comparing(thing -> name.apply(thing).location()));
    SortedMap<String, T> byName = new TreeMap<>();
    for (T thing : sorted) {
      Located<String> written = name.apply(thing);
      T first = byName.putIfAbsent(written.value(), thing);
      if (first != null) {
        problems.add(duplicate(kind, written, name.apply(first).location()));
      }
    }
    return new Names<>(kind, byName);
  }

  /** The problem of a name that is declared at two places. */
  public static Problem duplicate(String kind, Located<String> written, Location first) {
    String code = "duplicate-" + kind.replace(' ', '-');
    return Problem.error(
            code, written.location(), kind + " `" + written.value() + "` is declared twice")
        .withHelp("the other is at " + first + "; rename or remove one of them");
  }

  /** The thing that the author means, or null, which is reported. */
  public @Nullable T resolve(Located<String> written, Problems problems) {
    T found = byName.get(written.value());
    if (found == null) {
      problems.add(unknown(kind, written, byName.keySet()));
    }
    return found;
  }

  /** The problem of a name that nothing declares. */
  public static Problem unknown(String kind, Located<String> written, Collection<String> known) {
    String code = "unknown-" + kind.replace(' ', '-');
    String message = "there is no " + kind + " `" + written.value() + "`";
    return Problem.error(code, written.location(), message)
        .withHelp(Spelling.help(written.value(), known));
  }

  /** The thing of this name, or null. */
  public @Nullable T get(String name) {
    return byName.get(name);
  }

  /** The place of a name among all, sorted; -1 if there is none. */
  public int number(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /** All things by name, sorted. */
  public SortedMap<String, T> all() {
    return byName;
  }
}
