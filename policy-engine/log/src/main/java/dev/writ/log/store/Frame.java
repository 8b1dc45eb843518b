package dev.writ.log.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a journal holds of entries that were written together: mark, length, checksum, then how much
 * of the journal was on disk before, and the entries.
 *
 * @param durable up to which byte of the journal everything was known to be on disk
 * @param entries in their order, without keys
 * @param end where the next frame begins
 */
record Frame(long durable, List<Entry> entries, int end) {

  private static final int MARK = 0x57724a31;
  private static final int HEAD = 12;

  /** The bytes that a frame around the entries has. */
  static int length(List<Entry> entries) {
    int length = HEAD + Long.BYTES;
    for (Entry entry : entries) {
      length += 4 + entry.leaf().length;
      for (Disclosure disclosure : entry.disclosures()) {
        length += 36 + disclosure.content().length;
      }
    }
    return length;
  }

  /** Writes a frame at the buffer's position, which has room for it. */
  static void put(ByteBuffer buffer, long durable, List<Entry> entries) {
    int start = buffer.position();
    buffer.position(start + HEAD);
    buffer.putLong(durable);
    entries.forEach(entry -> put(buffer, entry));
    int length = buffer.position() - start - HEAD;
    buffer.putInt(start, MARK);
    buffer.putInt(start + 4, length);
    buffer.putInt(start + 8, checksum(buffer, start + HEAD, length));
  }

  private static void put(ByteBuffer buffer, Entry entry) {
    buffer.putShort((short) entry.leaf().length).put(entry.leaf());
    buffer.putShort((short) entry.disclosures().size());
    for (Disclosure disclosure : entry.disclosures()) {
      buffer.put(disclosure.digest());
      buffer.putInt(disclosure.content().length).put(disclosure.content());
    }
  }

  private static int checksum(ByteBuffer buffer, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(buffer.slice(from, length));
    return (int) sum.getValue();
  }

  /** The frame at a position, or null if there is none that is whole. */
  static @Nullable Frame at(ByteBuffer journal, int start) {
    if (journal.limit() - start < HEAD + Long.BYTES || journal.getInt(start) != MARK) {
      return null;
    }
    int length = journal.getInt(start + 4);
    if (length < Long.BYTES
        || length > journal.limit() - start - HEAD
        || journal.getInt(start + 8) != checksum(journal, start + HEAD, length)) {
      return null;
    }
    return read(journal.slice(start + HEAD, length), start + HEAD + length);
  }

  private static @Nullable Frame read(ByteBuffer body, int end) {
    try {
      long durable = body.getLong();
      List<Entry> entries = new ArrayList<>();
      while (body.hasRemaining()) {
        entries.add(entry(body));
      }
      return new Frame(durable, entries, end);
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return null;
    }
  }

  private static Entry entry(ByteBuffer body) {
    byte[] leaf = take(body, Short.toUnsignedInt(body.getShort()));
    int count = Short.toUnsignedInt(body.getShort());
    List<Disclosure> disclosures = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      disclosures.add(new Disclosure(take(body, 32), take(body, body.getInt())));
    }
    return new Entry(leaf, disclosures, IndexKeys.NONE);
  }

  private static byte[] take(ByteBuffer body, int length) {
    if (length < 0 || length > body.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    body.get(bytes);
    return bytes;
  }
}
