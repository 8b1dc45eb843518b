package dev.writ.engine.decide;

import dev.writ.engine.expr.function.TimeText;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.value.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON value into what its declared type says, or finds that it contradicts it. A value
 * that needs no change is returned as it is, so checking costs nothing where a request is right.
 */
final class Conversion {
  private static final double SAFE_INTEGER = 9_007_199_254_740_991.0;

  private Conversion() {}

  /** The value as its declared type; null where it is of another type. */
  static @Nullable Object convert(Object value, PropertyType type) {
    if (value instanceof Unknown) {
      return value;
    }
    return switch (type) {
      case Shape.Simple simple -> simple(value, simple);
      case Shape.ListOf list -> value instanceof List<?> l ? list(l, list.element()) : null;
      case Shape.MapOf map -> value instanceof Map<?, ?> m ? map(m, map.value()) : null;
      case Shape.Nested nested -> value instanceof Map<?, ?> m ? nested(m, nested.shape()) : null;
    };
  }

  private static @Nullable Object simple(Object value, Shape.Simple type) {
    return switch (type) {
      case ANY -> value;
      case STRING -> value instanceof String ? value : null;
      case BOOL -> value instanceof Boolean ? value : null;
      case INT -> integer(value);
      case DOUBLE -> value instanceof Long number ? Double.valueOf(number) : asDouble(value);
      case TIMESTAMP -> asInstant(value instanceof String text ? TimeText.timestamp(text) : value);
      case DURATION -> asDuration(value instanceof String text ? TimeText.duration(text) : value);
    };
  }

  private static @Nullable Object asDouble(Object value) {
    return value instanceof Double ? value : null;
  }

  private static @Nullable Object asInstant(Object value) {
    return value instanceof Instant ? value : null;
  }

  private static @Nullable Object asDuration(Object value) {
    return value instanceof Duration ? value : null;
  }

  private static @Nullable Object integer(Object value) {
    if (value instanceof Double number) {
      boolean whole = Math.rint(number) == number && Math.abs(number) <= SAFE_INTEGER;
      return whole ? Long.valueOf(number.longValue()) : null;
    }
    return value instanceof Long ? value : null;
  }

  private static @Nullable Object list(List<?> list, PropertyType element) {
    List<Object> converted = null;
    for (int i = 0; i < list.size(); i++) {
      Object before = list.get(i);
      Object after = before == null ? null : convert(before, element);
      if (after == null) {
        return null;
      }
      if (after != before && converted == null) {
        converted = new ArrayList<>(list.subList(0, i));
      }
      if (converted != null) {
        converted.add(after);
      }
    }
    return converted == null ? list : converted;
  }

  private static @Nullable Object map(Map<?, ?> map, PropertyType type) {
    Map<Object, Object> converted = new LinkedHashMap<>();
    boolean same = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() == null) {
        same = false;
        continue;
      }
      Object value = convert(entry.getValue(), type);
      if (value == null) {
        return null;
      }
      same &= value == entry.getValue();
      converted.put(entry.getKey(), value);
    }
    return same ? map : converted;
  }

  private static @Nullable Object nested(Map<?, ?> map, Shape shape) {
    Map<Object, Object> visible = new LinkedHashMap<>();
    for (Shape.Property property : shape.properties()) {
      Object value = map.get(property.name());
      Object converted = value == null ? null : convert(value, property.type());
      if (converted != null) {
        visible.put(property.name(), converted);
      } else if (value != null || property.required()) {
        return null;
      }
    }
    return visible;
  }
}
