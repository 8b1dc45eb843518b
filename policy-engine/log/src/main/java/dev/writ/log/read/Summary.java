package dev.writ.log.read;

import dev.writ.log.store.IndexKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some entries that follow each other: their earliest and latest time, and a Bloom
 * filter of peers, actions, decisions, rules and revisions. Not thread-safe until it is full.
 */
final class Summary {
  /** After so many entries a new summary begins. */
  static final int ENTRIES = 4096;

  private static final int BLOOM = 256;
  private static final int PROBES = 3;

  /** From, to, earliest, latest, Bloom filter, checksum. */
  static final int SIZE = 4 * Long.BYTES + BLOOM + Integer.BYTES;

  private final long from;
  private long to;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private final byte[] bloom;

  Summary(long from) {
    this.from = from;
    this.to = from;
    this.bloom = new byte[BLOOM];
  }

  private Summary(ByteBuffer bytes) {
    from = bytes.getLong();
    to = bytes.getLong();
    earliest = bytes.getLong();
    latest = bytes.getLong();
    bloom = new byte[BLOOM];
    bytes.get(bloom);
  }

  /** Reads a summary; null where its checksum is wrong. */
  static @Nullable Summary read(ByteBuffer bytes) {
    byte[] content = new byte[SIZE - Integer.BYTES];
    bytes.get(content);
    return bytes.getInt() == checksum(content) ? new Summary(ByteBuffer.wrap(content)) : null;
  }

  void write(ByteBuffer to) {
    int start = to.position();
    to.putLong(from).putLong(this.to).putLong(earliest).putLong(latest).put(bloom);
    byte[] content = new byte[SIZE - Integer.BYTES];
    to.get(start, content);
    to.putInt(checksum(content));
  }

  private static int checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  boolean isFull() {
    return to - from >= ENTRIES;
  }

  void add(long index, IndexKeys keys) {
    to = index + 1;
    earliest = Math.min(earliest, floor(keys.time()));
    latest = Math.max(latest, floor(keys.time()));
    mark("peer", keys.peer());
    mark("action", keys.action());
    mark("decision", keys.decision());
    mark("revision", keys.revision());
    keys.rules().forEach(rule -> mark("rule", rule));
  }

  /** Whether an entry in it may be asked for. */
  boolean mayHold(Filter filter) {
    return (filter.from() == null || latest >= floor(filter.from()))
        && (filter.to() == null || earliest <= floor(filter.to()))
        && marked("peer", filter.peer())
        && marked("action", filter.action())
        && marked("decision", filter.decision())
        && marked("revision", filter.revision())
        && marked("rule", filter.rule());
  }

  /** Milliseconds since 1970, as far as they fit. */
  private static long floor(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), -(1L << 50), 1L << 50);
    return seconds * 1000 + time.getNano() / 1_000_000;
  }

  private void mark(String kind, @Nullable String text) {
    if (text != null) {
      int hash = spread(kind, text);
      for (int i = 0; i < PROBES; i++) {
        int bit = bit(hash, i);
        bloom[bit >> 3] |= (byte) (1 << (bit & 7));
      }
    }
  }

  private boolean marked(String kind, @Nullable String text) {
    if (text == null) {
      return true;
    }
    int hash = spread(kind, text);
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(hash, i);
      if ((bloom[bit >> 3] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int spread(String kind, String text) {
    return (31 * kind.hashCode() + text.hashCode()) * 0x9E3779B9;
  }

  private static int bit(int hash, int probe) {
    return (hash >>> 8 * probe ^ hash >>> 21 - probe) & (BLOOM * 8 - 1);
  }
}
