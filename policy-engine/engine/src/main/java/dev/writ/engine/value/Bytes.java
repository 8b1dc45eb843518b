package dev.writ.engine.value;

import java.util.Arrays;

/** A CEL {@code bytes} value; immutable, equal by content, ordered as unsigned bytes. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies {@code content}. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** These bytes followed by others. */
  public Bytes plus(Bytes other) {
    byte[] joined = Arrays.copyOf(content, content.length + other.content.length);
    System.arraycopy(other.content, 0, joined, content.length, other.content.length);
    return new Bytes(joined);
  }

  /** The number of bytes. */
  public int size() {
    return content.length;
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return content.clone();
  }

  /** The byte at {@code index}, 0-based. */
  public byte at(int index) {
    return content[index];
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "bytes[" + content.length + "]";
  }
}
