package dev.writ.engine.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of CEL values, as CEL's conversion to JSON defines it: integers beyond 2^53 as
 * text, bytes in base64, timestamps and durations as text.
 */
public final class JsonForm {
  private static final long SAFE_INTEGER = 9_007_199_254_740_991L;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private JsonForm() {}

  /**
   * Converts a value.
   *
   * @return null, Boolean, Double, Long, String, List or Map; an EvalError where it has no JSON
   *     form
   */
  public static @Nullable Object of(Object value) {
    return switch (value) {
      case Null none -> null;
      case Boolean bool -> bool;
      case String text -> text;
      case Long number -> Math.abs(number) <= SAFE_INTEGER ? (Object) number : number.toString();
      case UInt number -> ofUnsigned(number);
      case Double number -> Double.isFinite(number) ? (Object) number : refused();
      case Bytes bytes -> Base64.getEncoder().encodeToString(bytes.toArray());
      case Instant time -> time.toString();
      case Duration duration -> seconds(duration);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> refused();
    };
  }

  private static EvalError refused() {
    return new EvalError(EvalError.Code.WRONG_TYPE, "output");
  }

  private static Object ofUnsigned(UInt number) {
    boolean safe = number.bits() >= 0 && number.bits() <= SAFE_INTEGER;
    return safe ? (Object) number.bits() : number.toString();
  }

  /** Seconds with as many of three, six or nine decimals as are needed: the protobuf JSON form. */
  public static String seconds(Duration duration) {
    Duration size = duration.abs();
    int nanos = size.getNano();
    String fraction = nanos == 0 ? "" : "." + String.valueOf(NANOS_PER_SECOND + nanos).substring(1);
    while (fraction.endsWith("000")) {
      fraction = fraction.substring(0, fraction.length() - 3);
    }
    return (duration.isNegative() ? "-" : "") + size.getSeconds() + fraction + "s";
  }

  private static Object list(List<?> list) {
    List<@Nullable Object> json = new ArrayList<>(list.size());
    for (Object element : list) {
      Object form = element == null ? null : of(element);
      if (form instanceof EvalError) {
        return form;
      }
      json.add(form);
    }
    return json;
  }

  private static Object map(Map<?, ?> map) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object form = entry.getValue() == null ? null : of(entry.getValue());
      if (!(entry.getKey() instanceof String key) || form instanceof EvalError) {
        return form instanceof EvalError ? form : refused();
      }
      json.put(key, form);
    }
    return json;
  }
}
