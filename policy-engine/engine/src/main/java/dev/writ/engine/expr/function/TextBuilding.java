package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The strings extension where it makes texts and lists of texts, paid for before they are made. */
final class TextBuilding {
  private TextBuilding() {}

  static void register(Functions functions) {
    functions.unary(Function.JOIN, (list, budget) -> join(list, "", budget));
    functions.binary(Function.JOIN, TextBuilding::join);
    functions.variadic(Function.REPLACE, TextBuilding::replace);
    functions.binary(Function.SPLIT, (text, by, budget) -> split(text, by, -1L, budget));
    functions.variadic(Function.SPLIT, (a, budget) -> split(a[0], a[1], a[2], budget));
    functions.unary(Function.QUOTE, TextBuilding::quote);
  }

  private static Object join(Object operand, Object between, Budget budget) {
    if (!(operand instanceof List<?> parts) || !(between instanceof String separator)) {
      return Errors.WRONG_TYPE;
    }
    Object problem = joinProblem(parts, separator.length(), budget);
    if (problem != null) {
      return problem;
    }
    var text = new StringJoiner(separator);
    parts.forEach(part -> text.add((String) part));
    return text.toString();
  }

  /** Why the texts cannot be joined, or null. */
  private static @Nullable Object joinProblem(List<?> parts, int separator, Budget budget) {
    if (!budget.take(parts.size())) {
      return Errors.BUDGET;
    }
    long length = 0;
    @Nullable Object problem = null;
    for (Object part : parts) {
      if (part instanceof String text) {
        length += text.length() + separator;
      } else {
        problem = Errors.of(problem, part instanceof Unknown ? part : Errors.WRONG_TYPE);
      }
    }
    return problem != null || budget.takeText(length) ? problem : Errors.BUDGET;
  }

  private static Object replace(Object[] arguments, Budget budget) {
    if (!(arguments[0] instanceof String text)
        || !(arguments[1] instanceof String old)
        || !(arguments[2] instanceof String replacement)) {
      return Errors.WRONG_TYPE;
    }
    if (arguments.length == 3) {
      return replace(text, old, replacement, -1, budget);
    }
    return arguments[3] instanceof Long limit
        ? replace(text, old, replacement, limit, budget)
        : Errors.WRONG_TYPE;
  }

  private static Object replace(
      String text, String old, String replacement, long limit, Budget budget) {
    List<Integer> places = places(text, old, limit, budget);
    long length = text.length() + (long) places.size() * replacement.length();
    if (budget.spent() || !budget.takeText(length)) {
      return Errors.BUDGET;
    }
    var result = new StringBuilder((int) length);
    int start = 0;
    for (int place : places) {
      result.append(text, start, place).append(replacement);
      start = place + old.length();
    }
    return result.append(text, start, text.length()).toString();
  }

  /**
   * Where a part stands in a text, without overlaps; the empty part before each code point and
   * last.
   */
  private static List<Integer> places(String text, String part, long limit, Budget budget) {
    List<Integer> places = new ArrayList<>();
    var search = new Search(part);
    int at = budget.takeText((long) text.length() + part.length()) ? search.find(text, 0) : -1;
    while (at >= 0 && places.size() != limit && budget.take(1)) {
      places.add(at);
      int next = part.isEmpty() ? afterCodePoint(text, at) : at + part.length();
      at = next > text.length() ? -1 : search.find(text, next);
    }
    return places;
  }

  /** The index of the next code point, beyond the text at its end. */
  private static int afterCodePoint(String text, int index) {
    return index >= text.length()
        ? text.length() + 1
        : index + Character.charCount(text.codePointAt(index));
  }

  private static Object split(Object operand, Object by, Object most, Budget budget) {
    if (!(operand instanceof String text)
        || !(by instanceof String separator)
        || !(most instanceof Long limit)) {
      return Errors.WRONG_TYPE;
    }
    if (limit == 0 || text.isEmpty() && separator.isEmpty()) {
      return Lists.of();
    }
    List<Integer> places = places(text, separator, limit < 0 ? -1 : limit, budget);
    if (budget.spent() || !budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    return pieces(text, separator.length(), places, limit);
  }

  private static Object pieces(String text, int separator, List<Integer> places, long limit) {
    List<Object> pieces = new ArrayList<>(places.size() + 1);
    int start = 0;
    for (int place : places) {
      // an empty separator stands before the first and after the last code point as well
      boolean edge = separator == 0 && (place == 0 || place == text.length());
      if (!edge && pieces.size() != limit - 1) {
        pieces.add(text.substring(start, place));
        start = place + separator;
      }
    }
    pieces.add(text.substring(start));
    return Collections.unmodifiableList(pieces);
  }

  private static Object quote(Object operand, Budget budget) {
    if (!(operand instanceof String text)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(2L * text.length())) {
      return Errors.BUDGET;
    }
    var quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> quote(point, quoted));
    return quoted.append('"').toString();
  }

  private static void quote(int point, StringBuilder quoted) {
    switch (point) {
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0B -> quoted.append("\\v");
      case '\\' -> quoted.append("\\\\");
      case '"' -> quoted.append("\\\"");
      default -> quoted.appendCodePoint(isSurrogate(point) ? 0xFFFD : point);
    }
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
