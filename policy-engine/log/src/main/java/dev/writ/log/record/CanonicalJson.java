package dev.writ.log.record;

import java.time.Instant;
import java.util.Arrays;

/**
 * Writes JSON text into a buffer that is used again. It places commas by itself; the order of
 * members is the caller's, who gives them by UTF-16 code units. Not thread-safe.
 */
final class CanonicalJson {
  private static final int FIRST_SIZE = 4096;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Forgets what was written from a place on. */
  void cutTo(int place) {
    size = place;
  }

  byte[] copy(int from) {
    return Arrays.copyOfRange(bytes, from, size);
  }

  void begin(char bracket) {
    value();
    ascii(bracket);
  }

  void end(char bracket) {
    ascii(bracket);
  }

  /** A member's name. */
  void name(String name) {
    name(name, false);
  }

  /**
   * A member's name.
   *
   * @param marked whether one more {@code _} comes first
   */
  void name(String name, boolean marked) {
    value();
    text(name, marked);
    ascii(':');
  }

  /** What comes next is a value or a name: a comma where one must stand before it. */
  void value() {
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':') {
        ascii(',');
      }
    }
  }

  /** A value that is written already. */
  void raw(byte[] json) {
    value();
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
  }

  void literal(String ascii) {
    value();
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
  }

  void bool(boolean value) {
    literal(value ? "true" : "false");
  }

  void number(double number) {
    if (Numbers.isPlainInteger(number)) {
      number((long) number);
    } else {
      literal(Numbers.text(number));
    }
  }

  void number(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      literal(Long.toString(number));
      return;
    }
    value();
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    digits((int) number, digits);
  }

  void time(Instant time) {
    Times.write(time, this);
  }

  void ascii(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  /** A number with leading zeros. */
  void digits(int number, int count) {
    room(count);
    int rest = number;
    for (int i = size + count - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  /**
   * A text in UTF-8. Half of a surrogate pair, which UTF-8 cannot hold, is escaped as ECMAScript's
   * {@code JSON.stringify} does it.
   */
  void text(String text) {
    value();
    text(text, false);
  }

  private void text(String text, boolean marked) {
    int length = text.length();
    room(6 * length + 3);
    bytes[size++] = '"';
    if (marked) {
      bytes[size++] = '_';
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        bytes[size++] = (byte) c;
      } else if (c < 0x80) {
        escaped(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        beyondAscii(c);
      }
    }
    bytes[size++] = '"';
  }

  private void escaped(char c) {
    switch (c) {
      case '"', '\\' -> pair(c);
      case '\b' -> pair('b');
      case '\t' -> pair('t');
      case '\n' -> pair('n');
      case '\f' -> pair('f');
      case '\r' -> pair('r');
      case 0x7f -> bytes[size++] = 0x7f;
      default -> unicode(c);
    }
  }

  private void pair(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void unicode(char c) {
    pair('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) HEX[c >> shift & 15];
    }
  }

  private void beyondAscii(char c) {
    if (Character.isSurrogate(c)) {
      unicode(c);
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | c >> 6);
      bytes[size++] = (byte) (0x80 | c & 63);
    } else {
      bytes[size++] = (byte) (0xE0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 63);
      bytes[size++] = (byte) (0x80 | c & 63);
    }
  }

  private void supplementary(int point) {
    bytes[size++] = (byte) (0xF0 | point >> 18);
    bytes[size++] = (byte) (0x80 | point >> 12 & 63);
    bytes[size++] = (byte) (0x80 | point >> 6 & 63);
    bytes[size++] = (byte) (0x80 | point & 63);
  }

  private void room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
  }
}
