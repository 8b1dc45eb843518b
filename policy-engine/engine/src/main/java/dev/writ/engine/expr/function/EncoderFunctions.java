package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Bytes;
import java.util.Base64;

/** The encoders extension: Base64 with the standard alphabet (RFC 4648, section 4). */
final class EncoderFunctions {
  private EncoderFunctions() {}

  static void register(Functions functions) {
    functions.unary(Function.BASE64_ENCODE, EncoderFunctions::encode);
    functions.unary(Function.BASE64_DECODE, EncoderFunctions::decode);
  }

  private static Object encode(Object value, Budget budget) {
    if (!(value instanceof Bytes bytes)) {
      return Errors.WRONG_TYPE;
    }
    return budget.takeText(2L * bytes.size())
        ? Base64.getEncoder().encodeToString(bytes.toArray())
        : Errors.BUDGET;
  }

  private static Object decode(Object value, Budget budget) {
    if (!(value instanceof String text)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.takeText(text.length())) {
      return Errors.BUDGET;
    }
    int end = text.length();
    while (end > 0 && end > text.length() - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    boolean whole = end == text.length() || text.length() % 4 == 0;
    boolean valid = whole && end % 4 != 1 && isAlphabet(text, end);
    return valid ? Bytes.of(Base64.getDecoder().decode(text.substring(0, end))) : Errors.INVALID;
  }

  private static boolean isAlphabet(String text, int end) {
    for (int i = 0; i < end; i++) {
      char unit = text.charAt(i);
      boolean letter = unit >= 'A' && unit <= 'Z' || unit >= 'a' && unit <= 'z';
      if (!letter && !NumberText.isDigit(unit) && unit != '+' && unit != '/') {
        return false;
      }
    }
    return true;
  }
}
