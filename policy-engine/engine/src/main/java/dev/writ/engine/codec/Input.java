package dev.writ.engine.codec;

import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.InvalidProgram;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Output} writes and believes none of it: every count is held against the bytes
 * that are left before anything is made for it, so no program takes more memory than its size
 * allows, and nesting is bounded.
 */
final class Input {
  private static final int MAX_DEPTH = 600;

  private final ByteBuffer buffer;
  private final Map<String, SubjectPattern> subjects = new HashMap<>();
  private String[] texts = {};
  private int depth;

  Input(byte[] encoded) {
    buffer = ByteBuffer.wrap(encoded);
  }

  /** Reads a header that must be there and the table of texts. */
  void start(byte[] header) {
    for (byte expected : header) {
      if (!buffer.hasRemaining() || buffer.get() != expected) {
        throw new InvalidProgram("not a policy program of a version that is known here");
      }
    }
    texts = new String[count()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = utf8(bytes());
    }
  }

  private static String utf8(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidProgram("a text is not UTF-8");
    }
  }

  void end() {
    if (buffer.hasRemaining()) {
      throw new InvalidProgram("bytes follow the end of the program");
    }
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long next = octet();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new InvalidProgram("a number is too long");
  }

  long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  int octet() {
    if (!buffer.hasRemaining()) {
      throw new InvalidProgram("the program is cut short");
    }
    return buffer.get() & 0xFF;
  }

  boolean flag() {
    return oneOf(2) == 1;
  }

  /** A number below {@code bound}. */
  int oneOf(int bound) {
    long value = number();
    if (value < 0 || value >= bound) {
      throw new InvalidProgram("number " + Long.toUnsignedString(value) + " is out of range");
    }
    return (int) value;
  }

  /** A non-negative int. */
  int size() {
    return oneOf(Integer.MAX_VALUE);
  }

  /** A number of things that take at least a byte each. */
  int count() {
    int count = size();
    if (count > buffer.remaining()) {
      throw new InvalidProgram("the program is cut short");
    }
    return count;
  }

  int signedInt() {
    long value = signed();
    if (value != (int) value) {
      throw new InvalidProgram("a number is out of range");
    }
    return (int) value;
  }

  long fixed() {
    if (buffer.remaining() < Long.BYTES) {
      throw new InvalidProgram("the program is cut short");
    }
    return buffer.getLong();
  }

  byte[] bytes() {
    byte[] content = new byte[count()];
    buffer.get(content);
    return content;
  }

  String text() {
    return texts[oneOf(texts.length)];
  }

  /** A pattern of a text; made once, since it may hold a copy of a long one. */
  SubjectPattern subject() {
    return subjects.computeIfAbsent(text(), SubjectPattern::of);
  }

  <T> @Nullable T optional(Function<Input, T> read) {
    return flag() ? read.apply(this) : null;
  }

  <T> List<T> list(Function<Input, T> read) {
    int count = count();
    List<T> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(read.apply(this));
    }
    return list;
  }

  <T> Map<String, T> map(Function<Input, T> read) {
    int count = count();
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (map.put(text(), read.apply(this)) != null) {
        throw new InvalidProgram("a map has a key twice");
      }
    }
    return map;
  }

  int[] ints() {
    int[] values = new int[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = signedInt();
    }
    return values;
  }

  long[] longs() {
    int count = size();
    if (count > buffer.remaining() / Long.BYTES) {
      throw new InvalidProgram("the program is cut short");
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = buffer.getLong();
    }
    return values;
  }

  /** Reads something that may hold its like. */
  <T> T nested(Function<Input, T> read) {
    if (++depth > MAX_DEPTH) {
      throw new InvalidProgram("the program is nested too deeply");
    }
    T value = read.apply(this);
    depth--;
    return value;
  }

  <E extends Enum<E>> E constant(E[] values) {
    return values[oneOf(values.length)];
  }
}
