package dev.writ.server.signature;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The one signature of a request and what it says of itself (RFC 9421, section 4).
 *
 * @param list the covered components and the parameters, as the signature's base repeats them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SignatureInput(InnerList list, byte[] signature) {
  static final String INPUT = "Signature-Input";
  static final String SIGNATURE = "Signature";

  /** Far more than any use; the base is built for each. */
  private static final int MOST_COMPONENTS = 32;

  private static final int LONGEST_TEXT = 256;

  /** Reads both headers; they must hold one signature with one label. */
  static SignatureInput of(SignedMessage message) {
    var inputs = dictionary(oneLine(message, INPUT));
    var signatures = dictionary(oneLine(message, SIGNATURE));
    if (inputs.size() != 1 || !inputs.keySet().equals(signatures.keySet())) {
      throw Fault.SIGNATURE_MALFORMED.refused();
    }
    if (inputs.values().iterator().next() instanceof InnerList list
        && signatures.values().iterator().next() instanceof ByteSequenceItem signature
        && list.get().size() <= MOST_COMPONENTS) {
      return new SignatureInput(list, bytes(signature));
    }
    throw Fault.SIGNATURE_MALFORMED.refused();
  }

  /** Of two lines with the same label the last would count, and a proxy may look at the first. */
  private static List<String> oneLine(SignedMessage message, String field) {
    List<String> lines = message.fields().apply(field);
    if (lines.size() != 1) {
      throw Fault.SIGNATURE_MALFORMED.refused();
    }
    return lines;
  }

  /** A structured dictionary (RFC 8941, section 3.2). */
  static Map<String, ListElement<?>> dictionary(List<String> lines) {
    try {
      return new Parser(lines).parseDictionary().get();
    } catch (IllegalArgumentException e) {
      throw Fault.SIGNATURE_MALFORMED.refused();
    }
  }

  /** The bytes of an item. */
  static byte[] bytes(ByteSequenceItem item) {
    ByteBuffer buffer = item.get().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** When it was made, in seconds since 1970. */
  long created() {
    return number("created").orElseThrow(Fault.SIGNATURE_PARAMETERS::refused);
  }

  /** When it ends, in seconds since 1970. */
  Optional<Long> expires() {
    return number("expires");
  }

  String keyId() {
    return text("keyid").orElseThrow(Fault.SIGNATURE_PARAMETERS::refused);
  }

  String nonce() {
    return text("nonce").orElseThrow(Fault.SIGNATURE_PARAMETERS::refused);
  }

  /** What it says of its algorithm. */
  Optional<String> algorithm() {
    return text("alg");
  }

  private Optional<Long> number(String name) {
    return parameter(name, IntegerItem.class).map(IntegerItem::get);
  }

  private Optional<String> text(String name) {
    Optional<String> text = parameter(name, StringItem.class).map(StringItem::get);
    if (text.isPresent() && (text.get().isEmpty() || text.get().length() > LONGEST_TEXT)) {
      throw Fault.SIGNATURE_PARAMETERS.refused();
    }
    return text;
  }

  /** A parameter of another type than its own is none to go on without. */
  private <T extends Item<?>> Optional<T> parameter(String name, Class<T> type) {
    Item<?> value = list.getParams().get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw Fault.SIGNATURE_PARAMETERS.refused();
    }
    return Optional.of(type.cast(value));
  }
}
