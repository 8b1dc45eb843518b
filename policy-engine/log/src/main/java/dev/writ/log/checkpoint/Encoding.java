package dev.writ.log.checkpoint;

import java.util.Base64;

/** Base64 and decimal numbers in the only form that C2SP's texts allow. */
public final class Encoding {

  private Encoding() {}

  /** Standard Base64 with padding. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes of standard Base64; of all texts that decode to the same, only one is accepted. */
  public static byte[] base64(String text) throws InvalidNoteException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidNoteException("`" + text + "` is not Base64", notBase64);
    }
    throw new InvalidNoteException("`" + text + "` is not canonical Base64");
  }

  /** A hash of 32 bytes. */
  public static byte[] hash(String text) throws InvalidNoteException {
    byte[] bytes = base64(text);
    if (bytes.length != 32) {
      throw new InvalidNoteException("`" + text + "` is no hash of 32 bytes");
    }
    return bytes;
  }

  /** A number from 0 to 2^63 - 1 without sign and leading zeros. */
  public static long number(String text) throws InvalidNoteException {
    if (!text.matches("0|[1-9][0-9]{0,18}")) {
      throw new InvalidNoteException("`" + text + "` is no number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw new InvalidNoteException("`" + text + "` is too large", tooLarge);
    }
  }
}
