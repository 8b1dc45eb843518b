package dev.writ.authzen.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes sure that a body is UTF-8 before a JSON parser sees it: parsers guess at other encodings
 * and repair what is malformed, so that two readers could disagree on what was asked.
 */
final class Utf8 {
  private Utf8() {}

  static void check(byte[] body) {
    if (!isPlain(body)) {
      decode(body);
    }
  }

  /** Whether all bytes are ASCII other than NUL, as in almost every request. */
  private static boolean isPlain(byte[] body) {
    for (byte b : body) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  private static void decode(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      if (text.charAt(0) == '\uFEFF' || text.chars().anyMatch(c -> c == 0)) {
        throw new InvalidRequest(
            "the body begins with a byte order mark or holds a NUL: send UTF-8");
      }
    } catch (CharacterCodingException e) {
      throw new InvalidRequest("the body is not valid UTF-8");
    }
  }
}
