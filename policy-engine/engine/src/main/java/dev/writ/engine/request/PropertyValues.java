package dev.writ.engine.request;

import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.JsonForm;
import dev.writ.engine.value.Unknown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Property values as Java hands them over, made the JSON values that the engine reads, so that a
 * request means the same in this process as over HTTP. Numbers become Double, times and durations
 * their texts. What JSON has not (a Set, an integer beyond 2^53-1, a key that is no text) becomes
 * an {@link EvalError}: whoever reads it fails. A map that needs no change is returned as it is.
 */
final class PropertyValues {
  /** The same as for a request's body; it also ends maps that hold themselves. */
  private static final int MAX_DEPTH = 64;

  private static final long MAX_INTEGER = (1L << 53) - 1;

  private final EvalError notJson;

  private PropertyValues(String path) {
    notJson = new EvalError(Code.NOT_JSON, path);
  }

  /**
   * The properties of a part of a request.
   *
   * @param path of that part, such as {@code resource}
   */
  static Map<String, Object> of(Map<String, Object> given, String path) {
    return given.isEmpty() || isJson(given, MAX_DEPTH) ? given : converted(given, path);
  }

  /** Whether there is nothing to convert; almost always so, and then nothing is allocated. */
  private static boolean isJson(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> true;
      case String text -> true;
      case Boolean truth -> true;
      case Double number -> Double.isFinite(number);
      case Unknown unknown -> true;
      case EvalError error -> true;
      case List<?> list -> depth > 0 && isJsonList(list, depth - 1);
      case Map<?, ?> map -> depth > 0 && isJsonMap(map, depth - 1);
      default -> false;
    };
  }

  private static boolean isJsonList(List<?> list, int depth) {
    for (Object element : list) {
      if (!isJson(element, depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isJsonMap(Map<?, ?> map, int depth) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String) || !isJson(entry.getValue(), depth)) {
        return false;
      }
    }
    return true;
  }

  /** A property without a name is one that no policy can read: it is left out. */
  @SuppressWarnings("NullAway") // null stands for an absent property, as in the map given
  private static Map<String, Object> converted(Map<?, ?> given, String path) {
    Map<String, Object> properties = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          if (key instanceof String name) {
            properties.put(name, new PropertyValues(path + "." + name).whole(value));
          }
        });
    return properties;
  }

  /** A value that is nested too deeply, perhaps endlessly, is refused whole. */
  private @Nullable Object whole(@Nullable Object value) {
    return isDeeper(value, MAX_DEPTH - 1) ? notJson : json(value);
  }

  private static boolean isDeeper(@Nullable Object value, int depth) {
    return switch (value) {
      case List<?> list -> depth == 0 || list.stream().anyMatch(e -> isDeeper(e, depth - 1));
      case Map<?, ?> map ->
          depth == 0 || map.values().stream().anyMatch(e -> isDeeper(e, depth - 1));
      case null, default -> false;
    };
  }

  private @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number(number);
      case Instant time -> JsonForm.of(time);
      case Duration duration -> JsonForm.of(duration);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> isJson(value, 0) ? value : notJson;
    };
  }

  private Object number(Number number) {
    return switch (number) {
      case Byte n -> n.doubleValue();
      case Short n -> n.doubleValue();
      case Integer n -> n.doubleValue();
      case Long n -> n >= -MAX_INTEGER && n <= MAX_INTEGER ? (Object) n.doubleValue() : notJson;
      case BigInteger n -> n.bitLength() < Long.SIZE ? number(n.longValue()) : notJson;
      case Double n -> finite(n);
      case Float n -> finite(Double.parseDouble(n.toString()));
      case BigDecimal n -> finite(n.doubleValue());
      default -> notJson;
    };
  }

  private Object finite(double number) {
    return Double.isFinite(number) ? (Object) number : notJson;
  }

  private Object list(List<?> list) {
    List<@Nullable Object> elements = new ArrayList<>(list.size());
    for (Object element : list) {
      elements.add(json(element));
    }
    return elements;
  }

  private Object map(Map<?, ?> map) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        return notJson;
      }
      members.put(name, json(entry.getValue()));
    }
    return members;
  }
}
