package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Lists;
import dev.writ.engine.expr.function.MapBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code [a, ?b]} and {@code {k: v, ?k: v}}. */
final class Constructions {
  private Constructions() {}

  /** A list without optional elements. */
  static final class ListOf extends Node {
    private final Node[] elements;

    ListOf(Node[] elements) {
      this.elements = elements;
    }

    @Override
    Object value(Frame frame) {
      Object[] values = new Object[elements.length];
      @Nullable Object problem = null;
      for (int i = 0; i < values.length; i++) {
        values[i] = elements[i].value(frame);
        problem = Errors.of(problem, values[i]);
      }
      return problem != null ? problem : Lists.of(values);
    }
  }

  /** A list some of whose elements are optionals. */
  static final class ListOfSome extends Node {
    private final Node[] elements;
    private final boolean[] optional;

    ListOfSome(Node[] elements, boolean[] optional) {
      this.elements = elements;
      this.optional = optional;
    }

    @Override
    Object value(Frame frame) {
      List<Object> values = new ArrayList<>(elements.length);
      @Nullable Object problem = null;
      for (int i = 0; i < elements.length; i++) {
        Object value = elements[i].value(frame);
        Object present = optional[i] ? unwrap(value) : value;
        problem = Errors.of(problem, present);
        if (present != null) {
          values.add(present);
        }
      }
      return problem != null ? problem : Collections.unmodifiableList(values);
    }
  }

  /** The value of an optional, null where it has none, or a problem. */
  private static @Nullable Object unwrap(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    return Errors.isProblem(value) ? value : Errors.WRONG_TYPE;
  }

  /** One entry of a map. */
  record Entry(Node key, Node value, boolean optional) {}

  /** A map. */
  static final class MapOf extends Node {
    private final Entry[] entries;

    MapOf(Entry[] entries) {
      this.entries = entries;
    }

    @Override
    Object value(Frame frame) {
      var map = new MapBuilder();
      @Nullable Object problem = null;
      for (Entry entry : entries) {
        Object key = entry.key().value(frame);
        Object value = entry.value().value(frame);
        Object present = entry.optional() ? unwrap(value) : value;
        Object refused =
            present == null ? Errors.of(key, null) : map.put(key, present, frame.budget);
        problem = Errors.of(problem, refused);
      }
      return problem != null ? problem : map.build();
    }
  }
}
