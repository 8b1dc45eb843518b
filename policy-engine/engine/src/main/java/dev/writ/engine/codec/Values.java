package dev.writ.engine.codec;

import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Constants and stored properties: a tag, then the content. */
final class Values {
  private static final int ABSENT = 0;
  private static final int NULL = 1;
  private static final int FALSE = 2;
  private static final int TRUE = 3;
  private static final int INT = 4;
  private static final int UINT = 5;
  private static final int DOUBLE = 6;
  private static final int STRING = 7;
  private static final int BYTES = 8;
  private static final int TIMESTAMP = 9;
  private static final int DURATION = 10;
  private static final int TYPE = 11;
  private static final int LIST = 12;
  private static final int MAP = 13;

  private Values() {}

  static void write(Output out, @Nullable Object value) {
    switch (value) {
      case null -> out.number(ABSENT);
      case Null none -> out.number(NULL);
      case Boolean bool -> out.number(bool ? TRUE : FALSE);
      case Long number -> tagged(out, INT).signed(number);
      case UInt number -> tagged(out, UINT).number(number.bits());
      case Double number -> tagged(out, DOUBLE).fixed(Double.doubleToLongBits(number));
      case String text -> tagged(out, STRING).text(text);
      case Bytes bytes -> tagged(out, BYTES).bytes(bytes.toArray());
      case Instant time ->
          writeSeconds(tagged(out, TIMESTAMP), time.getEpochSecond(), time.getNano());
      case Duration d -> writeSeconds(tagged(out, DURATION), d.getSeconds(), d.getNano());
      case Type type -> Types.write(tagged(out, TYPE), type);
      case List<?> list -> writeList(tagged(out, LIST), list);
      case Map<?, ?> map -> writeMap(tagged(out, MAP), map);
      default -> throw new InvalidProgram("a constant is of no type that a program can hold");
    }
  }

  private static Output tagged(Output out, int tag) {
    out.number(tag);
    return out;
  }

  private static void writeSeconds(Output out, long seconds, int nanos) {
    out.signed(seconds);
    out.number(nanos);
  }

  private static void writeList(Output out, List<?> list) {
    out.number(list.size());
    list.forEach(element -> write(out, element));
  }

  private static void writeMap(Output out, Map<?, ?> map) {
    out.number(map.size());
    map.forEach(
        (key, value) -> {
          write(out, key);
          write(out, value);
        });
  }

  /** Reads a value that must be there. */
  static Object read(Input in) {
    Object value = in.nested(Values::readAny);
    if (value == ABSENT_MARK) {
      throw new InvalidProgram("a constant has no value");
    }
    return value;
  }

  /** Stands for a Java null while reading. */
  private static final Object ABSENT_MARK = new Object();

  private static @Nullable Object readNullable(Input in) {
    Object value = in.nested(Values::readAny);
    return value == ABSENT_MARK ? null : value;
  }

  private static Object readAny(Input in) {
    int tag = in.oneOf(MAP + 1);
    return switch (tag) {
      case ABSENT -> ABSENT_MARK;
      case NULL -> Null.NULL;
      case FALSE -> false;
      case TRUE -> true;
      case INT -> in.signed();
      case UINT -> new UInt(in.number());
      case DOUBLE -> Double.longBitsToDouble(in.fixed());
      case STRING -> in.text();
      case BYTES -> Bytes.of(in.bytes());
      case TIMESTAMP -> Instant.ofEpochSecond(in.signed(), in.oneOf(1_000_000_000));
      case DURATION -> Duration.ofSeconds(in.signed(), in.oneOf(1_000_000_000));
      case TYPE -> Types.read(in);
      case LIST -> readList(in);
      default -> readMap(in);
    };
  }

  private static List<@Nullable Object> readList(Input in) {
    int count = in.count();
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(readNullable(in));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<Object, @Nullable Object> readMap(Input in) {
    int count = in.count();
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(key(read(in)), readNullable(in));
    }
    if (map.size() != count) {
      throw new InvalidProgram("a map has a key twice");
    }
    return Collections.unmodifiableMap(map);
  }

  private static Object key(Object key) {
    boolean valid =
        key instanceof String
            || key instanceof Long
            || key instanceof UInt
            || key instanceof Boolean
            || key instanceof Double;
    if (!valid) {
      throw new InvalidProgram("a map has a key that is none");
    }
    return key;
  }

  /** The properties of an entity. */
  static Map<String, Object> readProperties(Input in) {
    Map<String, Object> properties = in.map(Values::read);
    return Collections.unmodifiableMap(properties);
  }

  static void writeProperties(Output out, Map<String, Object> properties) {
    out.map(properties, Values::write);
  }
}
