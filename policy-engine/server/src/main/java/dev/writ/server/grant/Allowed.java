package dev.writ.server.grant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is granted of one kind: what a list names, or everything.
 *
 * @param everything whether {@code *} is granted
 * @param named what is granted by name or pattern
 */
record Allowed<T>(boolean everything, List<T> named) {
  private static final String EVERYTHING = "*";

  Allowed {
    named = List.copyOf(named);
  }

  static <T> Allowed<T> nothing() {
    return new Allowed<>(false, List.of());
  }

  static <T> Allowed<T> all() {
    return new Allowed<>(true, List.of());
  }

  /** Reads a configured list; its reader throws IllegalArgumentException with what is wrong. */
  static <T> Allowed<T> of(List<String> texts, Function<String, T> reader) {
    List<T> named = texts.stream().filter(text -> !text.equals(EVERYTHING)).map(reader).toList();
    return new Allowed<>(named.size() < texts.size(), named);
  }

  boolean any(Predicate<T> matching) {
    if (everything) {
      return true;
    }
    for (T each : named) {
      if (matching.test(each)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(T name) {
    return everything || named.contains(name);
  }

  boolean isNothing() {
    return !everything && named.isEmpty();
  }

  Allowed<T> and(Allowed<T> other) {
    List<T> both = new ArrayList<>(named);
    both.addAll(other.named);
    return new Allowed<>(everything || other.everything, both);
  }
}
