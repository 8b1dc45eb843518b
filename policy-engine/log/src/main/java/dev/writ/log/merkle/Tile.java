package dev.writ.log.merkle;

/**
 * One tile of a tree as C2SP's tlog-tiles cuts it: up to 256 hashes that stand side by side.
 *
 * @param level 0 for hashes of leaves; a hash of level L stands for 256^L leaves
 * @param index of the tile in its level
 * @param width how many hashes it holds, from 1 to 256; fewer than 256 only at the right edge
 */
public record Tile(int level, long index, int width) {

  /** Hashes of a full tile, entries of a full bundle. */
  public static final int FULL = 256;

  /** Bits of an index that lie within a tile. */
  public static final int HEIGHT = 8;

  /** Whether nothing will ever be added to it. */
  public boolean isFull() {
    return width == FULL;
  }

  /** Where the tile lies, relative to the log's folder: {@code tile/0/x001/234.p/5}. */
  public String path() {
    return "tile/" + level + "/" + numbered(index, width);
  }

  /** Where the entries lie whose hashes are this tile of level 0. */
  public String entriesPath() {
    return "tile/entries/" + numbered(index, width);
  }

  /** The tile of a level at an index in a tree of a size; its width is 0 if there is none. */
  public static Tile at(int level, long index, long treeSize) {
    long hashes = (treeSize >>> (HEIGHT * level)) - index * FULL;
    return new Tile(level, index, (int) Math.clamp(hashes, 0, FULL));
  }

  /** A number in groups of three digits, each a folder but the last: {@code x001/234/067}. */
  public static String numbered(long number) {
    StringBuilder path = new StringBuilder(digits(number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x" + digits(rest % 1000) + "/");
    }
    return path.toString();
  }

  private static String numbered(long index, int width) {
    return width == FULL ? numbered(index) : numbered(index) + ".p/" + width;
  }

  private static String digits(long group) {
    String text = Long.toString(group);
    return "000".substring(text.length()) + text;
  }
}
