package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strings extension where it reads and cuts texts; indices count code points. */
final class TextFunctions {
  private TextFunctions() {}

  static void register(Functions functions) {
    functions.binary(Function.CHAR_AT, TextFunctions::charAt);
    functions.binary(Function.INDEX_OF, TextFunctions::indexOf);
    functions.variadic(Function.INDEX_OF, TextFunctions::indexOfFrom);
    functions.binary(Function.LAST_INDEX_OF, TextFunctions::lastIndexOf);
    functions.variadic(Function.LAST_INDEX_OF, TextFunctions::lastIndexOfFrom);
    functions.binary(Function.SUBSTRING, TextFunctions::substring);
    functions.variadic(Function.SUBSTRING, TextFunctions::substringTo);
    functions.unary(Function.TRIM, TextFunctions::trim);
    functions.unary(Function.LOWER_ASCII, (text, budget) -> ascii(text, 'A', 'Z', 32, budget));
    functions.unary(Function.UPPER_ASCII, (text, budget) -> ascii(text, 'a', 'z', -32, budget));
    functions.unary(Function.REVERSE, TextFunctions::reverse);
    TextBuilding.register(functions);
  }

  /** The number of code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The index in UTF-16 of a code point's index, which is not beyond the text. */
  private static int offset(String text, long index) {
    return text.offsetByCodePoints(0, (int) index);
  }

  /** The index in code points of an index in UTF-16; a -1 stays one. */
  private static Object index(String text, int offset) {
    return offset < 0 ? -1L : (long) text.codePointCount(0, offset);
  }

  private static Object charAt(Object operand, Object position, Budget budget) {
    if (!(operand instanceof String text) || !(position instanceof Long index)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    int length = length(text);
    if (index < 0 || index > length) {
      return Errors.OUT_OF_BOUNDS;
    }
    return index == length ? "" : Character.toString(text.codePointAt(offset(text, index)));
  }

  private static Object indexOf(Object operand, Object part, Budget budget) {
    if (!(operand instanceof String text) || !(part instanceof String pattern)) {
      return Errors.WRONG_TYPE;
    }
    return budget.takeText(2L * text.length() + pattern.length())
        ? index(text, new Search(pattern).find(text, 0))
        : Errors.BUDGET;
  }

  private static Object indexOfFrom(Object[] arguments, Budget budget) {
    Object problem = searchProblem(arguments, budget);
    if (problem != null) {
      return problem;
    }
    String text = (String) arguments[0];
    String pattern = (String) arguments[1];
    if (pattern.isEmpty()) {
      return arguments[2];
    }
    return index(text, new Search(pattern).find(text, offset(text, (Long) arguments[2])));
  }

  private static Object lastIndexOf(Object operand, Object part, Budget budget) {
    if (!(operand instanceof String text) || !(part instanceof String pattern)) {
      return Errors.WRONG_TYPE;
    }
    return budget.takeText(2L * text.length() + pattern.length())
        ? index(text, new Search(pattern).findLast(text, text.length()))
        : Errors.BUDGET;
  }

  private static Object lastIndexOfFrom(Object[] arguments, Budget budget) {
    Object problem = searchProblem(arguments, budget);
    if (problem != null) {
      return problem;
    }
    String text = (String) arguments[0];
    String pattern = (String) arguments[1];
    if (pattern.isEmpty()) {
      return arguments[2];
    }
    return index(text, new Search(pattern).findLast(text, offset(text, (Long) arguments[2])));
  }

  /** Why a search from an index cannot be, or null; nothing is searched for before any text. */
  private static @Nullable Object searchProblem(Object[] arguments, Budget budget) {
    if (!(arguments[0] instanceof String text)
        || !(arguments[1] instanceof String pattern)
        || !(arguments[2] instanceof Long from)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(2L * text.length() + pattern.length())) {
      return Errors.BUDGET;
    }
    boolean inside = from >= 0 && from < length(text);
    return inside || pattern.isEmpty() ? null : Errors.OUT_OF_BOUNDS;
  }

  private static Object substring(Object operand, Object start, Budget budget) {
    if (!(operand instanceof String text) || !(start instanceof Long from)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    return from < 0 || from > length(text)
        ? Errors.OUT_OF_BOUNDS
        : text.substring(offset(text, from));
  }

  private static Object substringTo(Object[] arguments, Budget budget) {
    if (!(arguments[0] instanceof String text)
        || !(arguments[1] instanceof Long from)
        || !(arguments[2] instanceof Long to)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    return from < 0 || to < from || to > length(text)
        ? Errors.OUT_OF_BOUNDS
        : text.substring(offset(text, from), offset(text, to));
  }

  private static Object trim(Object operand, Budget budget) {
    if (!(operand instanceof String text)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Unicode's property White_Space. */
  private static boolean isSpace(char unit) {
    return switch (unit) {
      case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> unit >= 0x09 && unit <= 0x0D || unit >= 0x2000 && unit <= 0x200A;
    };
  }

  private static Object ascii(Object operand, char first, char last, int shift, Budget budget) {
    if (!(operand instanceof String text)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    char[] units = text.toCharArray();
    for (int i = 0; i < units.length; i++) {
      if (units[i] >= first && units[i] <= last) {
        units[i] += (char) shift;
      }
    }
    return new String(units);
  }

  private static Object reverse(Object operand, Budget budget) {
    if (operand instanceof String text) {
      return budget.takeText(text.length())
          ? new StringBuilder(text).reverse().toString()
          : Errors.BUDGET;
    }
    return operand instanceof List<?> list
        ? ListFunctions.reverse(list, budget)
        : Errors.WRONG_TYPE;
  }
}
