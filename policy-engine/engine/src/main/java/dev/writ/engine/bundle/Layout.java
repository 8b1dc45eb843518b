package dev.writ.engine.bundle;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Sizes in the format, and hashes between bytes and text. */
final class Layout {
  static final int DIGEST = 32;
  static final int SIGNATURE = 64;
  static final int MAX_NAME = 1024;
  static final int MAX_SIGNATURES = 16;

  private Layout() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String hex(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
