package dev.writ.engine.explain;

import dev.writ.engine.expr.Trace.NotEvaluated;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.JsonForm;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of an expression as a policy author would write it, on one line. */
final class ValueText {
  private static final int MAX_LENGTH = 200;

  private ValueText() {}

  /** The text of a value that an evaluation saw; long ones are cut. */
  static String of(Object value) {
    String text = text(value);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case NotEvaluated none -> "not evaluated";
      case EvalError error -> "failed, for " + error.message();
      case Unknown unknown -> "unknown, for it depends on " + String.join(", ", unknown.paths());
      case String text -> quote(text);
      case Double number -> number(number);
      case UInt number -> number + "u";
      case Bytes bytes -> bytes.size() + " bytes";
      case Duration duration -> JsonForm.seconds(duration);
      case List<?> list -> list.stream().map(ValueText::text).collect(listed("[", "]"));
      case Map<?, ?> map -> map(map);
      default -> value.toString();
    };
  }

  private static String map(Map<?, ?> map) {
    var sorted = new TreeMap<String, String>();
    map.forEach((key, element) -> sorted.put(text(key), text(element)));
    return sorted.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(listed("{", "}"));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> listed(
      String open, String close) {
    return Collectors.joining(", ", open, close);
  }

  /** Whole numbers without a fraction, as the request or the policy most likely has them. */
  private static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? new BigDecimal(number).toPlainString()
        : Double.toString(number);
  }

  /** In double quotes; what a terminal would act on is escaped. */
  private static String quote(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> plainOrEscaped(c, quoted);
              }
            });
    return quoted.append('"').toString();
  }

  private static void plainOrEscaped(int c, StringBuilder into) {
    int type = Character.getType(c);
    if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
      into.append(String.format("\\u%04x", c));
    } else {
      into.appendCodePoint(c);
    }
  }
}
