package dev.writ.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleProofsTest {

  /** A tree straight from the definitions of RFC 6962, section 2.1, with no tile in it. */
  private record Naive(List<byte[]> leaves) {

    private static final Hasher HASHER = new Hasher();

    byte[] root() {
      int n = leaves.size();
      if (n < 2) {
        return n == 0 ? HASHER.empty() : HASHER.leaf(leaves.getFirst());
      }
      return HASHER.node(left().root(), right().root());
    }

    int split() {
      int k = 1;
      while (2 * k < leaves.size()) {
        k *= 2;
      }
      return k;
    }

    Naive left() {
      return first(split());
    }

    Naive right() {
      return new Naive(leaves.subList(split(), leaves.size()));
    }

    Naive first(int count) {
      return new Naive(leaves.subList(0, count));
    }

    List<byte[]> path(int m) {
      if (leaves.size() == 1) {
        return new ArrayList<>();
      }
      boolean inLeft = m < split();
      List<byte[]> path = inLeft ? left().path(m) : right().path(m - split());
      path.add(inLeft ? right().root() : left().root());
      return path;
    }

    List<byte[]> proof(int m) {
      return m == 0 ? List.of() : subproof(m, true);
    }

    private List<byte[]> subproof(int m, boolean complete) {
      if (m == leaves.size()) {
        return new ArrayList<>(complete ? List.of() : List.of(root()));
      }
      boolean inLeft = m <= split();
      List<byte[]> proof =
          inLeft ? left().subproof(m, complete) : right().subproof(m - split(), false);
      proof.add(inLeft ? right().root() : left().root());
      return proof;
    }
  }

  private static Naive naive(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      leaves.add(("leaf " + at).getBytes(StandardCharsets.UTF_8));
    }
    return new Naive(leaves);
  }

  private final Map<Tile, byte[]> tiles = new HashMap<>();

  private TiledTree tiled(Naive naive) {
    tiles.clear();
    GrowingTree tree = new GrowingTree(tiles::put);
    naive.leaves.forEach(tree::add);
    tree.partials().forEach(partial -> tiles.put(partial.tile(), partial.hashes()));
    assertThat(tree.root()).isEqualTo(naive.root());
    return new TiledTree(tree.size(), tiles::get);
  }

  @Property(tries = 60)
  void tiledTreesProveWhatTheDefinitionsSay(
      @ForAll @IntRange(min = 1, max = 1500) int size, @ForAll @IntRange(max = 1500) int other)
      throws IOException {
    Naive naive = naive(size);
    TiledTree tree = tiled(naive);
    int index = other % size;
    byte[] leaf = new Hasher().leaf(naive.leaves.get(index));

    assertThat(tree.root()).isEqualTo(naive.root());
    assertThat(tree.leafHash(index)).isEqualTo(leaf);
    assertThat(tree.root(index)).isEqualTo(naive.first(index).root());
    assertThat(tree.inclusion(index)).containsExactlyElementsOf(naive.path(index));
    assertThat(tree.consistency(index)).containsExactlyElementsOf(naive.proof(index));
    assertThat(Proofs.includes(naive.root(), size, index, leaf, naive.path(index))).isTrue();
    assertThat(
            Proofs.extend(index, naive.first(index).root(), size, naive.root(), naive.proof(index)))
        .isTrue();
  }

  @Property(tries = 200)
  void noProofHoldsForAnythingElse(
      @ForAll @IntRange(min = 2, max = 300) int size,
      @ForAll @IntRange(max = 299) int chosen,
      @ForAll @IntRange(max = 7) int change) {
    Naive naive = naive(size);
    int index = chosen % size;
    byte[] root = naive.root();
    byte[] leaf = new Hasher().leaf(naive.leaves.get(index));
    List<byte[]> path = naive.path(index);
    List<byte[]> wrong = new ArrayList<>(path);
    switch (change) {
      case 0 -> wrong.removeLast();
      case 1 -> wrong.removeFirst();
      case 2 -> wrong.add(root);
      case 3 -> wrong.addFirst(leaf);
      case 4 -> wrong.set(0, flipped(wrong.getFirst()));
      case 5 -> wrong.set(wrong.size() - 1, flipped(wrong.getLast()));
      case 6 -> leaf = flipped(leaf);
      default -> root = flipped(root);
    }
    assertThat(Proofs.includes(root, size, index, leaf, wrong)).isFalse();
    assertThat(Proofs.includes(naive.root(), size, size, leaf, path)).isFalse();
  }

  @Property(tries = 200)
  void noConsistencyHoldsForAnythingElse(
      @ForAll @IntRange(min = 2, max = 300) int size,
      @ForAll @IntRange(max = 298) int chosen,
      @ForAll @IntRange(max = 5) int change) {
    int first = 1 + chosen % (size - 1);
    Naive naive = naive(size);
    byte[] firstRoot = naive.first(first).root();
    byte[] root = naive.root();
    List<byte[]> wrong = new ArrayList<>(naive.proof(first));
    switch (change) {
      case 0 -> wrong.removeLast();
      case 1 -> wrong.add(root);
      case 2 -> wrong.addFirst(root);
      case 3 -> wrong.set(wrong.size() / 2, flipped(wrong.get(wrong.size() / 2)));
      case 4 -> firstRoot = flipped(firstRoot);
      default -> root = flipped(root);
    }
    assertThat(Proofs.extend(first, firstRoot, size, root, wrong)).isFalse();
  }

  @Property(tries = 20)
  void aResumedTreeGoesOnLikeTheOriginal(
      @ForAll @IntRange(max = 600) int tilesBefore, @ForAll @IntRange(max = 700) int after)
      throws IOException {
    int before = tilesBefore * 256;
    byte[] leaf = new Hasher().leaf(new byte[] {1});
    Map<Tile, byte[]> full = new HashMap<>();
    GrowingTree original = new GrowingTree(full::put);
    for (int at = 0; at < before; at++) {
      original.addHash(leaf);
    }
    GrowingTree resumed = GrowingTree.resume(before, tile -> full.get(tile), (tile, hashes) -> {});
    for (int at = 0; at < after; at++) {
      original.addHash(leaf);
      resumed.addHash(leaf);
    }
    assertThat(resumed.root()).isEqualTo(original.root());
    assertThat(resumed.partials().stream().map(GrowingTree.Partial::tile))
        .isEqualTo(original.partials().stream().map(GrowingTree.Partial::tile).toList());
  }

  /** The eight leaves that implementations of RFC 6962 have shared since its first one. */
  private static final List<String> SHARED_LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @Test
  void theSharedLeavesHaveTheKnownRoots() {
    List<byte[]> leaves = SHARED_LEAVES.stream().map(HexFormat.of()::parseHex).toList();
    assertThat(hex(new Naive(List.of()).root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(hex(new Naive(leaves.subList(0, 1)).root()))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(hex(new Naive(leaves.subList(0, 2)).root()))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(hex(new Naive(leaves).root()))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void everyProofAmongTheSharedLeavesHolds() throws IOException {
    List<byte[]> leaves = SHARED_LEAVES.stream().map(HexFormat.of()::parseHex).toList();
    for (int size = 1; size <= leaves.size(); size++) {
      Naive naive = new Naive(leaves.subList(0, size));
      TiledTree tree = tiled(naive);
      for (int index = 0; index < size; index++) {
        byte[] leaf = new Hasher().leaf(leaves.get(index));
        assertThat(Proofs.includes(naive.root(), size, index, leaf, tree.inclusion(index)))
            .isTrue();
        assertThat(
                Proofs.extend(
                    index, naive.first(index).root(), size, naive.root(), tree.consistency(index)))
            .isTrue();
      }
    }
  }

  @Test
  void tilesLieWhereTheSpecificationSays() {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(2, 0, 1).path()).isEqualTo("tile/2/000.p/1");
    assertThat(new Tile(0, 999, 256).entriesPath()).isEqualTo("tile/entries/999");
    assertThat(new Tile(0, 1000, 7).entriesPath()).isEqualTo("tile/entries/x001/000.p/7");
    assertThat(Tile.at(0, 273, 70_000).width()).isEqualTo(112);
    assertThat(Tile.at(1, 1, 70_000).width()).isEqualTo(17);
    assertThat(Tile.at(2, 0, 70_000).width()).isEqualTo(1);
    assertThat(Tile.at(0, 0, 256).width()).isEqualTo(256);
    assertThat(Tile.at(1, 0, 256).width()).isEqualTo(1);
    assertThat(Tile.at(3, 0, 70_000).width()).isZero();
  }

  @Test
  void aTreeHasNoLeafBeyondItsSize() {
    TiledTree tree = tiled(naive(3));
    assertThatThrownBy(() -> tree.inclusion(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static byte[] flipped(byte[] hash) {
    byte[] other = hash.clone();
    other[7] ^= 16;
    return other;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
