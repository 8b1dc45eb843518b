package dev.writ.log.record;

import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Unknown;
import dev.writ.log.record.Mask.Treatment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes property values. A name of theirs that begins with {@code _} is written with one more, so
 * that no value of a request can pass for one of the log's own marks. Not thread-safe.
 */
final class ValueWriter {
  static final String OMITTED = "_omitted";
  static final String UNKNOWN = "_unknown";
  static final String ERROR = "_error";
  static final String ABOUT = "_about";
  static final String NEGATIVE_ZERO = "_zero";

  private final CanonicalJson json;
  private final Concealer concealer;
  private final Deque<String> path = new ArrayDeque<>();
  private Spill spill = Spill.NOTHING;
  private boolean whole;

  /** What goes beside the leaf for its size: each step makes a leaf smaller than the one before. */
  enum Spill {
    NOTHING(0, Integer.MAX_VALUE),
    PROPERTIES(2, 4096),
    MEMBERS(1, 128);

    private final int depth;
    private final int limit;

    Spill(int depth, int limit) {
      this.depth = depth;
      this.limit = limit;
    }
  }

  ValueWriter(CanonicalJson json, Concealer concealer) {
    this.json = json;
    this.concealer = concealer;
  }

  /** Turns to the next record. */
  void begin(Spill next) {
    spill = next;
    whole = false;
    path.clear();
  }

  /** The properties of a part of a request; nothing where there are none. */
  void section(String member, String at, Map<String, Object> properties, Mask mask) {
    if (!properties.isEmpty()) {
      member(member, at, properties, Treatment.CLEAR, mask);
    }
  }

  /** A list of the record itself; nothing where it is empty. */
  void list(String member, String at, List<?> list) {
    if (!list.isEmpty()) {
      member(member, at, list, Treatment.CLEAR, Mask.NONE);
    }
  }

  /** A text of the record itself; nothing where there is none. */
  void text(String member, String at, @Nullable String text) {
    if (text != null) {
      member(member, at, text, Treatment.CLEAR, Mask.NONE);
    }
  }

  /**
   * A member of the record.
   *
   * @param at the path of its value, as policies and redactions name it
   */
  void member(String member, String at, Object value, Treatment treatment, Mask mask) {
    json.name(member);
    treated(at, value, treatment, mask);
  }

  private void treated(String name, @Nullable Object value, Treatment treatment, Mask mask) {
    int start = json.size();
    int before = concealer.count();
    path.addLast(name);
    if (treatment == Treatment.CONCEALED && !whole) {
      conceal(value, mask, start);
    } else {
      value(value, mask);
      if (path.size() == spill.depth && json.size() - start > spill.limit) {
        json.cutTo(start);
        concealer.cutTo(before);
        conceal(value, mask, start);
      }
    }
    path.removeLast();
  }

  /** No disclosure has another inside, so that deleting one leaves nothing behind. */
  private void conceal(@Nullable Object value, Mask mask, int start) {
    whole = true;
    value(value, mask);
    whole = false;
    concealer.conceal(String.join(".", path), start);
  }

  private void map(Map<String, Object> map, Mask mask) {
    json.begin('{');
    for (String name : sorted(map.keySet())) {
      json.name(name, name.startsWith("_"));
      property(name, map.get(name), mask);
    }
    json.end('}');
  }

  private static String[] sorted(Set<String> names) {
    String[] sorted = names.toArray(String[]::new);
    if (sorted.length > 1) {
      Arrays.sort(sorted);
    }
    return sorted;
  }

  private void property(String name, @Nullable Object value, Mask mask) {
    Treatment treatment = mask.of(name, value);
    if (treatment == Treatment.OMITTED) {
      mark(OMITTED);
    } else {
      boolean composite = value instanceof Map || value instanceof List;
      treated(name, value, treatment, composite ? mask.inside(name) : Mask.NONE);
    }
  }

  private void value(@Nullable Object value, Mask mask) {
    switch (value) {
      case null -> json.literal("null");
      case String text -> json.text(text);
      case Boolean truth -> json.bool(truth);
      case Double number -> number(number);
      case Number integer -> json.number(integer.longValue());
      case List<?> list -> list(list, mask);
      case Map<?, ?> map -> map(properties(map), mask);
      case Unknown unknown -> unknown(unknown);
      case EvalError error -> error(error);
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  @SuppressWarnings("unchecked") // a request's maps have texts as keys: PropertyValues sees to it
  private static Map<String, Object> properties(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /** JSON's canonical form has one zero, and yet 1.0 divided by the other one is negative. */
  private void number(double number) {
    if (number == 0 && 1 / number < 0) {
      mark(NEGATIVE_ZERO);
    } else {
      json.number(number);
    }
  }

  private void list(List<?> list, Mask mask) {
    json.begin('[');
    for (Object element : list) {
      value(element, mask);
    }
    json.end(']');
  }

  private void mark(String name) {
    json.begin('{');
    json.name(name);
    json.bool(true);
    json.end('}');
  }

  private void unknown(Unknown unknown) {
    json.begin('{');
    json.name(UNKNOWN);
    json.begin('[');
    unknown.paths().forEach(json::text);
    json.end(']');
    json.end('}');
  }

  private void error(EvalError error) {
    json.begin('{');
    if (error.subject() != null) {
      json.name(ABOUT);
      json.text(error.subject());
    }
    json.name(ERROR);
    json.text(error.code().id());
    json.end('}');
  }
}
