package dev.writ.log.ship;

import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of one log, as they are sent: index of the first, number, each entry with its
 * disclosures, and the checkpoint. Integers are big-endian. {@code docs/agent.md} has the bytes.
 *
 * @param first the index of the first entry; where there are none, no matter
 * @param entries in the order of their indexes, without keys
 * @param checkpoint a signed checkpoint of the log right behind the last entry, or empty
 */
public record Shipment(long first, List<Entry> entries, String checkpoint) {
  /** The media type. */
  public static final String TYPE = "application/vnd.writ.log-shipment.v1";

  /** The most bytes that whoever sends puts into one. */
  public static final int MAX_SIZE = 768 << 10;

  private static final int DIGEST = 32;

  public Shipment {
    entries = List.copyOf(entries);
  }

  /** Asks how much of a log is there, and sends nothing. */
  public static Shipment nothing() {
    return new Shipment(0, List.of(), "");
  }

  /** About how many bytes an entry takes in a shipment. */
  public static int size(Entry entry) {
    int size = Integer.BYTES + entry.leaf().length + Short.BYTES;
    for (Disclosure disclosure : entry.disclosures()) {
      size += DIGEST + Integer.BYTES + disclosure.content().length;
    }
    return size;
  }

  /** The index behind the last entry. */
  public long end() {
    return first + entries.size();
  }

  /** The bytes. */
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(first);
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        write(out, entry);
      }
      out.write(checkpoint.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    out.writeInt(entry.leaf().length);
    out.write(entry.leaf());
    out.writeShort(entry.disclosures().size());
    for (Disclosure disclosure : entry.disclosures()) {
      out.write(disclosure.digest());
      out.writeInt(disclosure.content().length);
      out.write(disclosure.content());
    }
  }

  /**
   * Reads {@link #encode}. Whatever the bytes are, this takes memory in proportion to their number.
   *
   * @throws InvalidShipment if they are anything else
   */
  public static Shipment decode(byte[] bytes) throws InvalidShipment {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      long first = in.getLong();
      int count = in.getInt();
      List<Entry> entries = new ArrayList<>();
      for (int at = 0; at < count; at++) {
        entries.add(entry(in));
      }
      if (first < 0 || count < 0 || first > Long.MAX_VALUE - count) {
        throw new InvalidShipment("the shipment counts entries that cannot be");
      }
      byte[] note = take(in, in.remaining());
      return new Shipment(first, entries, new String(note, StandardCharsets.UTF_8));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidShipment("the shipment is cut short or malformed");
    }
  }

  private static Entry entry(ByteBuffer in) {
    byte[] leaf = take(in, in.getInt());
    int count = Short.toUnsignedInt(in.getShort());
    List<Disclosure> disclosures = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      byte[] digest = take(in, DIGEST);
      disclosures.add(new Disclosure(digest, take(in, in.getInt())));
    }
    return new Entry(leaf, disclosures, IndexKeys.NONE);
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
