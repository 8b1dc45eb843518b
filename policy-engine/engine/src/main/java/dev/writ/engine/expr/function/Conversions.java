package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Cidr;
import dev.writ.engine.value.Ip;
import dev.writ.engine.value.JsonForm;
import dev.writ.engine.value.UInt;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** {@code bool(x)}, {@code int(x)} and the others, and {@code type(x)}. */
final class Conversions {
  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_64 = 0x1p64;

  private Conversions() {}

  static void register(Functions functions) {
    functions.unary(Function.TO_BOOL, Conversions::toBool);
    functions.unary(Function.TO_INT, Conversions::toInt);
    functions.unary(Function.TO_UINT, Conversions::toUInt);
    functions.unary(Function.TO_DOUBLE, Conversions::toDouble);
    functions.unary(Function.TO_STRING, Conversions::toText);
    functions.unary(Function.TO_BYTES, Conversions::toBytes);
    functions.unary(Function.TO_TIMESTAMP, Conversions::toTimestamp);
    functions.unary(Function.TO_DURATION, Conversions::toDuration);
    functions.unary(Function.TYPE_OF, Types::typeOf);
  }

  private static Object toBool(Object value, Budget budget) {
    if (value instanceof String text) {
      return switch (text) {
        case "1", "t", "true", "TRUE", "True" -> true;
        case "0", "f", "false", "FALSE", "False" -> false;
        default -> Errors.INVALID;
      };
    }
    return value instanceof Boolean ? value : Errors.WRONG_TYPE;
  }

  private static Object toInt(Object value, Budget budget) {
    return switch (value) {
      case Long number -> number;
      case UInt number -> number.bits() < 0 ? Errors.OVERFLOW : (Object) number.bits();
      case Double number ->
          number > -TWO_TO_63 && number < TWO_TO_63 ? (Object) number.longValue() : Errors.OVERFLOW;
      case String text -> parseInt(text);
      case Instant instant -> instant.getEpochSecond();
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object parseInt(String text) {
    BigInteger number = NumberText.integer(text);
    if (number == null) {
      return Errors.INVALID;
    }
    return number.bitLength() > 63 ? Errors.OVERFLOW : (Object) number.longValue();
  }

  private static Object toUInt(Object value, Budget budget) {
    return switch (value) {
      case UInt number -> number;
      case Long number -> number < 0 ? Errors.OVERFLOW : new UInt(number);
      case Double number ->
          number >= 0 && number < TWO_TO_64 ? new UInt(unsigned(number)) : Errors.OVERFLOW;
      case String text -> {
        Long bits = NumberText.unsigned(text);
        yield bits == null ? Errors.INVALID : new UInt(bits);
      }
      default -> Errors.WRONG_TYPE;
    };
  }

  private static long unsigned(double number) {
    return number < TWO_TO_63 ? (long) number : (long) (number - TWO_TO_63) + Long.MIN_VALUE;
  }

  private static Object toDouble(Object value, Budget budget) {
    return switch (value) {
      case Double number -> number;
      case Long number -> (double) number;
      case UInt number -> Ordering.toDouble(number.bits());
      case String text -> {
        Double number = NumberText.real(text);
        yield number == null ? Errors.INVALID : number;
      }
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object toText(Object value, Budget budget) {
    return switch (value) {
      case String text -> text;
      case Bytes bytes -> budget.takeText(bytes.size()) ? Utf8.decode(bytes) : Errors.BUDGET;
      case Duration duration -> JsonForm.seconds(duration);
      case Boolean b -> value.toString();
      case Long n -> value.toString();
      case UInt n -> value.toString();
      case Double n -> value.toString();
      case Instant i -> value.toString();
      case Ip a -> value.toString();
      case Cidr r -> value.toString();
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object toBytes(Object value, Budget budget) {
    if (value instanceof String text) {
      return budget.takeText(text.length())
          ? Bytes.of(text.getBytes(StandardCharsets.UTF_8))
          : Errors.BUDGET;
    }
    return value instanceof Bytes ? value : Errors.WRONG_TYPE;
  }

  private static Object toTimestamp(Object value, Budget budget) {
    return switch (value) {
      case Instant instant -> instant;
      case Long seconds -> Moments.ofSeconds(seconds, 0);
      case String text -> TimeText.timestamp(text);
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object toDuration(Object value, Budget budget) {
    if (value instanceof String text) {
      return TimeText.duration(text);
    }
    return value instanceof Duration ? value : Errors.WRONG_TYPE;
  }
}
