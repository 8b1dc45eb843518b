package dev.writ.compiler.differential;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an expression came to, in one form for all runtimes.
 *
 * @param value the value with its types, or why there is none
 * @param isError whether there is none; what kind of error it is makes no difference
 */
record Answer(String value, boolean isError) {

  static Answer error(String why) {
    return new Answer(why, true);
  }

  static Answer of(@Nullable Object value) {
    return value instanceof EvalError error
        ? error(error.message())
        : new Answer(text(value), false);
  }

  boolean agrees(Answer other) {
    return isError ? other.isError : !other.isError && value.equals(other.value);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Null none -> "null";
      case String text -> '"' + text + '"';
      case Long number -> number.toString();
      case UInt number -> number + "u";
      case UnsignedLong number -> number + "u";
      case Double number -> "d" + number;
      case Bytes bytes -> "b" + HexFormat.of().formatHex(bytes.toArray());
      case CelByteString bytes -> "b" + HexFormat.of().formatHex(bytes.toByteArray());
      case List<?> list ->
          list.stream().map(Answer::text).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map -> map(map);
      case Optional<?> optional -> optional.map(v -> "some(" + text(v) + ")").orElse("none");
      case Type type -> type(type);
      case TypeType type -> type(type.type());
      case NullValue none -> "null";
      default -> value.toString();
    };
  }

  private static String map(Map<?, ?> map) {
    var sorted = new TreeMap<String, String>();
    map.forEach((key, value) -> sorted.put(text(key), text(value)));
    return sorted.toString();
  }

  private static String type(Type type) {
    return "type " + type.kind().name().toLowerCase(Locale.ROOT);
  }

  /** cel-java writes the type of types as one of anything, which no value has. */
  private static String type(CelType type) {
    String name = type.kind().name().toLowerCase(Locale.ROOT);
    return "type "
        + switch (name) {
          case "dyn" -> "type";
          case "null_type" -> "null";
          default -> name;
        };
  }
}
