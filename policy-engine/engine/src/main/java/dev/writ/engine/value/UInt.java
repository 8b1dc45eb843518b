package dev.writ.engine.value;

/**
 * A CEL {@code uint}: 64 bits read as an unsigned number.
 *
 * @param bits the two's complement bits of the number
 */
public record UInt(long bits) implements Comparable<UInt> {
  @Override
  public int compareTo(UInt other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
