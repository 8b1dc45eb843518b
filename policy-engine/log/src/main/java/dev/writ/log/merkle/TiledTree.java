package dev.writ.log.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a given size that is read from its tiles as far as a question needs it. What tiles say
 * is believed: compare {@link #root} with a signed one. Not thread-safe.
 */
public final class TiledTree {

  private static final int REMEMBERED = 64;

  private final long size;
  private final TileSource tiles;
  private final Hasher hasher = new Hasher();
  private final Map<Tile, byte[]> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The tree of the first {@code size} leaves. */
  public TiledTree(long size, TileSource tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /** The root over all its leaves. */
  public byte[] root() throws IOException {
    return size == 0 ? hasher.empty() : range(0, size);
  }

  /** The root over its first leaves. */
  public byte[] root(long first) throws IOException {
    return first == 0 ? hasher.empty() : range(0, first);
  }

  /** The hash of one leaf. */
  public byte[] leafHash(long index) throws IOException {
    return range(index, index + 1);
  }

  /**
   * The audit path of a leaf, RFC 6962, section 2.1.1: from its sibling up to the root's child.
   *
   * @throws IndexOutOfBoundsException if the tree has no such leaf
   */
  public List<byte[]> inclusion(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("no leaf " + index + " among " + size);
    }
    List<byte[]> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      boolean left = index < middle;
      path.addFirst(left ? range(middle, to) : range(from, middle));
      from = left ? from : middle;
      to = left ? middle : to;
    }
    return path;
  }

  /**
   * The proof that this tree begins with the tree of its first leaves, RFC 6962, section 2.1.2.
   *
   * @param first from 0 to the tree's size; for both of these the proof is empty
   */
  public List<byte[]> consistency(long first) throws IOException {
    List<byte[]> proof = new ArrayList<>();
    if (first == 0 || first == size) {
      return proof;
    }
    long from = 0;
    long to = size;
    while (first != to) {
      long middle = from + split(to - from);
      boolean left = first <= middle;
      proof.addFirst(left ? range(middle, to) : range(from, middle));
      from = left ? from : middle;
      to = left ? middle : to;
    }
    if (from > 0) {
      proof.addFirst(range(from, to));
    }
    return proof;
  }

  private byte[] range(long from, long to) throws IOException {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      return perfect(Long.numberOfTrailingZeros(count), from / count);
    }
    long middle = from + split(count);
    return hasher.node(range(from, middle), range(middle, to));
  }

  /** The node of a height over 2^height leaves, the first of which is {@code index * 2^height}. */
  private byte[] perfect(int height, long index) throws IOException {
    int within = height % Tile.HEIGHT;
    int count = 1 << within;
    long first = index << within;
    byte[] hashes = hashes(height / Tile.HEIGHT, first >>> Tile.HEIGHT);
    int at = (int) (first % Tile.FULL);
    if ((at + count) * Hasher.SIZE > hashes.length) {
      throw new IOException("a tile is shorter than the tree needs it");
    }
    return hasher.perfect(hashes, at, count);
  }

  private byte[] hashes(int level, long index) throws IOException {
    Tile tile = Tile.at(level, index, size);
    byte[] known = recent.get(tile);
    if (known == null) {
      known = tiles.read(tile);
      recent.put(tile, known);
    }
    return known;
  }

  /** The largest power of two below a count of at least 2. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }
}
