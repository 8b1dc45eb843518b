package dev.writ.authzen.binary;

import dev.writ.authzen.json.InvalidRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values. Whatever the bytes are, what is made of them takes memory in proportion to their
 * number, since a count sets nothing aside.
 */
final class Input {
  private static final int LONGEST_VARINT = 5;

  private final ByteBuffer in;

  Input(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  boolean isAtEnd() {
    return !in.hasRemaining();
  }

  int octet() {
    need(1);
    return in.get() & 0xFF;
  }

  /** A length or count in LEB128, never more than what is left of the message. */
  int count() {
    long value = 0;
    for (int at = 0; at < LONGEST_VARINT; at++) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << 7 * at;
      if (octet < 0x80) {
        need(value);
        return (int) value;
      }
    }
    throw new InvalidRequest("a length in the message has more than 5 bytes");
  }

  String text() {
    int length = count();
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequest("a text in the message is not valid UTF-8");
    }
  }

  Map<String, Object> map() {
    return map(1);
  }

  /** JSON's null is null, which the engine's types do not say. */
  @SuppressWarnings("NullAway")
  private Map<String, Object> map(int depth) {
    int count = count();
    Map<String, Object> members = new HashMap<>();
    for (int at = 0; at < count; at++) {
      String name = text();
      if (members.containsKey(name)) {
        throw new InvalidRequest("the member `" + name + "` appears twice in the same object");
      }
      members.put(name, value(depth));
    }
    return members;
  }

  @SuppressWarnings("NullAway")
  private List<Object> list(int depth) {
    int count = count();
    List<Object> elements = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      elements.add(value(depth));
    }
    return elements;
  }

  private @Nullable Object value(int depth) {
    if (depth >= BinaryForm.MAX_DEPTH) {
      throw new InvalidRequest("the message nests deeper than " + BinaryForm.MAX_DEPTH + " levels");
    }
    return switch (octet()) {
      case BinaryForm.NULL -> null;
      case BinaryForm.FALSE -> false;
      case BinaryForm.TRUE -> true;
      case BinaryForm.NUMBER -> number();
      case BinaryForm.TEXT -> text();
      case BinaryForm.LIST -> list(depth + 1);
      case BinaryForm.MAP -> map(depth + 1);
      default -> throw new InvalidRequest("the message holds a value of an unknown type");
    };
  }

  private Double number() {
    need(Double.BYTES);
    double value = in.getDouble();
    if (!Double.isFinite(value)) {
      throw new InvalidRequest("the message holds a number that JSON does not have");
    }
    return value;
  }

  private void need(long bytes) {
    if (bytes > in.remaining()) {
      throw new InvalidRequest("the message is cut short");
    }
  }
}
