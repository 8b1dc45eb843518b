package dev.writ.authzen.binary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link Input} reads. */
final class Output {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] bytes() {
    return out.toByteArray();
  }

  void octet(int value) {
    out.write(value);
  }

  void raw(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void count(int count) {
    int rest = count;
    while (rest >= 0x80) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    out.writeBytes(bytes);
  }

  void map(Map<?, ?> map) {
    count(map.size());
    map.forEach(
        (name, value) -> {
          text((String) name);
          value(value);
        });
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> octet(BinaryForm.NULL);
      case Boolean truth -> octet(truth ? BinaryForm.TRUE : BinaryForm.FALSE);
      case Number number -> {
        octet(BinaryForm.NUMBER);
        raw(ByteBuffer.allocate(Double.BYTES).putDouble(number.doubleValue()).array());
      }
      case String text -> {
        octet(BinaryForm.TEXT);
        text(text);
      }
      case List<?> list -> {
        octet(BinaryForm.LIST);
        count(list.size());
        list.forEach(this::value);
      }
      case Map<?, ?> map -> {
        octet(BinaryForm.MAP);
        map(map);
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }
}
