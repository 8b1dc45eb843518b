package dev.writ.log.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree that leaves are added to. It holds only the tiles at its right edge: at most one that is
 * not full for each level. Not thread-safe.
 */
public final class GrowingTree {

  /** Is given each tile when it becomes full. */
  @FunctionalInterface
  public interface FullTile {

    /**
     * @param tile whose hashes these are
     * @param hashes 8,192 bytes, the receiver's own
     */
    void full(Tile tile, byte[] hashes);
  }

  private final Hasher hasher = new Hasher();
  private final FullTile receiver;
  private final List<Edge> edges = new ArrayList<>();
  private long size;

  /** An empty tree. */
  public GrowingTree(FullTile receiver) {
    this.receiver = receiver;
  }

  /**
   * The tree of the first {@code size} leaves of another, to go on with.
   *
   * @param size a multiple of 256
   * @param tiles the full tiles of the other
   * @throws IOException if a tile cannot be read
   */
  public static GrowingTree resume(long size, TileSource tiles, FullTile receiver)
      throws IOException {
    GrowingTree tree = new GrowingTree(receiver);
    tree.size = size;
    tree.edges.add(new Edge());
    tree.edges.getFirst().index = size >>> Tile.HEIGHT;
    for (int level = 1; size >>> (level * Tile.HEIGHT) > 0; level++) {
      tree.edges.add(tree.edge(level, size >>> (level * Tile.HEIGHT), tiles));
    }
    return tree;
  }

  private Edge edge(int level, long hashes, TileSource tiles) throws IOException {
    Edge edge = new Edge();
    edge.index = hashes >>> Tile.HEIGHT;
    for (long below = edge.index * Tile.FULL; below < hashes; below++) {
      byte[] tile = tiles.read(new Tile(level - 1, below, Tile.FULL));
      edge.add(hasher.perfect(tile, 0, Tile.FULL));
    }
    return edge;
  }

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /** Adds a leaf's content. */
  public void add(byte[] leaf) {
    addHash(hasher.leaf(leaf));
  }

  /** Adds a leaf by its hash. */
  public void addHash(byte[] leafHash) {
    size++;
    add(0, leafHash);
  }

  /**
   * Adds what a full tile of level 0 holds.
   *
   * @throws IllegalStateException if the tree's size is no multiple of 256
   */
  public void addTile(byte[] hashes) {
    for (int at = 0; at < Tile.FULL; at++) {
      addHash(Arrays.copyOfRange(hashes, at * Hasher.SIZE, (at + 1) * Hasher.SIZE));
    }
  }

  private void add(int level, byte[] hash) {
    if (level == edges.size()) {
      edges.add(new Edge());
    }
    Edge edge = edges.get(level);
    edge.add(hash);
    if (edge.width == Tile.FULL) {
      byte[] full = edge.take();
      receiver.full(new Tile(level, edge.index++, Tile.FULL), full);
      add(level + 1, hasher.perfect(full, 0, Tile.FULL));
    }
  }

  /** The root over all leaves. */
  public byte[] root() {
    byte[] root = null;
    for (Edge edge : edges) {
      int rest = edge.width;
      while (rest > 0) {
        int count = Integer.lowestOneBit(rest);
        rest -= count;
        byte[] perfect = hasher.perfect(edge.hashes, rest, count);
        root = root == null ? perfect : hasher.node(perfect, root);
      }
    }
    return root == null ? hasher.empty() : root;
  }

  /** The tiles at the right edge that are not full, from the bottom up. */
  public List<Partial> partials() {
    List<Partial> partials = new ArrayList<>();
    for (int level = 0; level < edges.size(); level++) {
      Edge edge = edges.get(level);
      if (edge.width > 0) {
        byte[] hashes = Arrays.copyOf(edge.hashes, edge.width * Hasher.SIZE);
        partials.add(new Partial(new Tile(level, edge.index, edge.width), hashes));
      }
    }
    return partials;
  }

  /** A tile that is not full, with its hashes. */
  public record Partial(Tile tile, byte[] hashes) {}

  private static final class Edge {

    private byte[] hashes = new byte[Tile.FULL * Hasher.SIZE];
    private int width;
    private long index;

    void add(byte[] hash) {
      System.arraycopy(hash, 0, hashes, width++ * Hasher.SIZE, Hasher.SIZE);
    }

    byte[] take() {
      byte[] full = hashes;
      hashes = new byte[Tile.FULL * Hasher.SIZE];
      width = 0;
      return full;
    }
  }
}
