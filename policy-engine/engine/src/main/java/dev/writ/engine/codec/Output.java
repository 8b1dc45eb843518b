package dev.writ.engine.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the primitives of the format: LEB128 numbers, zigzag for signed ones, texts by their
 * number in a table that holds each once.
 */
final class Output {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      body.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    body.write((int) rest);
  }

  void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  void flag(boolean value) {
    body.write(value ? 1 : 0);
  }

  void fixed(long bits) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      body.write((int) (bits >>> shift));
    }
  }

  void bytes(byte[] content) {
    number(content.length);
    body.writeBytes(content);
  }

  void text(String value) {
    Integer known = texts.putIfAbsent(value, texts.size());
    number(known == null ? texts.size() - 1L : known);
  }

  <T> void optional(@Nullable T value, BiConsumer<Output, T> write) {
    flag(value != null);
    if (value != null) {
      write.accept(this, value);
    }
  }

  <T> void list(List<? extends T> list, BiConsumer<Output, T> write) {
    number(list.size());
    list.forEach(element -> write.accept(this, element));
  }

  <T> void map(Map<String, ? extends T> map, BiConsumer<Output, T> write) {
    number(map.size());
    map.forEach(
        (key, value) -> {
          text(key);
          write.accept(this, value);
        });
  }

  void ints(int[] values) {
    number(values.length);
    for (int value : values) {
      signed(value);
    }
  }

  void longs(long[] values) {
    number(values.length);
    for (long value : values) {
      fixed(value);
    }
  }

  /** A header, the table of texts, and all that was written. */
  byte[] finish(byte[] header) {
    Output table = new Output();
    table.body.writeBytes(header);
    table.number(texts.size());
    texts.keySet().forEach(text -> table.bytes(text.getBytes(StandardCharsets.UTF_8)));
    table.body.writeBytes(body.toByteArray());
    return table.body.toByteArray();
  }
}
