package dev.writ.lib;

import java.nio.charset.StandardCharsets;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** Copies between C's memory and Java's. */
final class NativeMemory {
  private NativeMemory() {}

  /**
   * The bytes at an address, which may be null where there are none.
   *
   * @throws CallFailed if there are more than the most
   */
  static byte[] read(CCharPointer from, UnsignedWord length, int most) throws CallFailed {
    if (length.aboveThan(most)) {
      throw new CallFailed(Status.TOO_LARGE, "more than " + most + " bytes: send fewer");
    }
    int count = (int) length.rawValue();
    byte[] bytes = new byte[count];
    if (count > 0) {
      CTypeConversion.asByteBuffer(from, count).get(bytes);
    }
    return bytes;
  }

  /** A copy that C's {@code free} takes back, with a NUL behind it; null without memory. */
  static CCharPointer copy(byte[] bytes) {
    CCharPointer copy = malloc(WordFactory.unsigned(bytes.length + 1L));
    if (copy.isNonNull()) {
      CTypeConversion.asByteBuffer(copy, bytes.length).put(bytes);
      copy.write(bytes.length, (byte) 0);
    }
    return copy;
  }

  /** The same of a text, as UTF-8. */
  static CCharPointer copy(String text) {
    return copy(text.getBytes(StandardCharsets.UTF_8));
  }

  @CFunction(value = "malloc", transition = Transition.NO_TRANSITION)
  private static native CCharPointer malloc(UnsignedWord size);
}
