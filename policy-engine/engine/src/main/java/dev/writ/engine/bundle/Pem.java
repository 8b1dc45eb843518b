package dev.writ.engine.bundle;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The textual encoding of keys, RFC 7468. */
final class Pem {
  private Pem() {}

  /**
   * The contents of the blocks with a label, in their order; text around blocks is ignored.
   *
   * @throws IllegalArgumentException where such a block is not closed or not Base64
   */
  static List<byte[]> blocks(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    int from = text.indexOf(begin);
    while (from >= 0) {
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new IllegalArgumentException("a block `" + begin + "` has no end");
      }
      String content = text.substring(from + begin.length(), to).replaceAll("\\s", "");
      blocks.add(Base64.getDecoder().decode(content));
      from = text.indexOf(begin, to);
    }
    return blocks;
  }
}
