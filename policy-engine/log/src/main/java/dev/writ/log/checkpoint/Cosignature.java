package dev.writ.log.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a witness signs, as C2SP's tlog-cosignature says: the time, and a checkpoint's whole text.
 */
final class Cosignature {

  private static final int TIMESTAMP = 8;

  private Cosignature() {}

  /**
   * Signs a checkpoint.
   *
   * @param time in seconds since 1970
   * @param checkpoint its text, extension lines included
   */
  static Note.Line sign(SigningKey witness, long time, String checkpoint) {
    byte[] signature = witness.sign(text(time, checkpoint));
    byte[] stamped =
        ByteBuffer.allocate(TIMESTAMP + signature.length).putLong(time).put(signature).array();
    return new Note.Line(witness.name(), witness.verifier().id(), stamped);
  }

  /** Whether a witness signed a checkpoint, at the time that stands before the signature. */
  static boolean verifies(VerifierKey witness, byte[] stamped, String checkpoint) {
    if (stamped.length <= TIMESTAMP) {
      return false;
    }
    long time = ByteBuffer.wrap(stamped).getLong();
    byte[] signature = Arrays.copyOfRange(stamped, TIMESTAMP, stamped.length);
    return time >= 0 && witness.verifies(text(time, checkpoint), signature);
  }

  private static byte[] text(long time, String checkpoint) {
    return ("cosignature/v1\ntime " + time + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
  }
}
