package dev.writ.log.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The forms of up to 256 entries on disk: the leaves as C2SP bundles them, and what is beside. */
public final class Bundle {

  private static final int DIGEST = 32;

  private Bundle() {}

  /** Leaves, each after its length in two bytes. */
  static byte[] leaves(List<Entry> entries) {
    int length = entries.stream().mapToInt(entry -> 2 + entry.leaf().length).sum();
    ByteBuffer bundle = ByteBuffer.allocate(length);
    for (Entry entry : entries) {
      bundle.putShort((short) entry.leaf().length).put(entry.leaf());
    }
    return bundle.array();
  }

  /**
   * Takes a bundle apart.
   *
   * @throws IOException if it ends within an entry
   */
  public static List<byte[]> leaves(byte[] bundle) throws IOException {
    List<byte[]> leaves = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    while (rest.hasRemaining()) {
      leaves.add(take(rest, rest.remaining() < 2 ? -1 : Short.toUnsignedInt(rest.getShort())));
    }
    return leaves;
  }

  /**
   * A disclosure in a bundle's side file.
   *
   * @param position of its entry in the bundle, from 0 to 255
   */
  public record Beside(int position, Disclosure disclosure) {}

  /** Disclosures: position, digest, length in four bytes, content. */
  static byte[] side(List<Beside> all) {
    ByteArrayOutputStream side = new ByteArrayOutputStream();
    for (Beside beside : all) {
      Disclosure disclosure = beside.disclosure();
      side.write(beside.position());
      side.writeBytes(disclosure.digest());
      side.writeBytes(ByteBuffer.allocate(4).putInt(disclosure.content().length).array());
      side.writeBytes(disclosure.content());
    }
    return side.toByteArray();
  }

  static List<Beside> beside(List<Entry> entries) {
    List<Beside> all = new ArrayList<>();
    for (int position = 0; position < entries.size(); position++) {
      for (Disclosure disclosure : entries.get(position).disclosures()) {
        all.add(new Beside(position, disclosure));
      }
    }
    return all;
  }

  /**
   * Takes a side file apart.
   *
   * @throws IOException if it ends within a disclosure
   */
  public static List<Beside> beside(byte[] side) throws IOException {
    List<Beside> all = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(side);
    while (rest.hasRemaining()) {
      int position = Byte.toUnsignedInt(rest.get());
      byte[] digest = take(rest, DIGEST);
      byte[] content = take(rest, rest.remaining() < 4 ? -1 : rest.getInt());
      all.add(new Beside(position, new Disclosure(digest, content)));
    }
    return all;
  }

  private static byte[] take(ByteBuffer from, int length) throws IOException {
    if (length < 0 || length > from.remaining() || length > Disclosure.MAX_CONTENT) {
      throw new IOException("it ends in the middle");
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
