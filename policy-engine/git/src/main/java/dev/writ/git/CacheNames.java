package dev.writ.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names the folder of an address among the caches. */
final class CacheNames {
  private static final int LENGTH = 32;

  private CacheNames() {}

  static String of(GitAddress address) {
    byte[] name = address.toString().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
      return HexFormat.of().formatHex(digest).substring(0, LENGTH) + ".git";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
