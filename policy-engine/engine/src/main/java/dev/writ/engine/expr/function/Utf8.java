package dev.writ.engine.expr.function;

import dev.writ.engine.value.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text from bytes; the error INVALID where they are not well-formed UTF-8. */
final class Utf8 {
  private Utf8() {}

  static Object decode(Bytes bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.size());
    boolean wellFormed =
        decoder.decode(ByteBuffer.wrap(bytes.toArray()), text, true).isUnderflow()
            && decoder.flush(text).isUnderflow();
    return wellFormed ? text.flip().toString() : Errors.INVALID;
  }
}
