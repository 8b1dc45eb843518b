package dev.writ.log.verify;

import dev.writ.log.merkle.Hasher;
import dev.writ.log.merkle.Tile;
import dev.writ.log.store.Bundle;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Entry;
import dev.writ.log.store.Layout;
import dev.writ.log.store.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the entries of one bundle after the other against their tile, journal and side file. */
final class BundleCheck {

  private final Layout layout;
  private final Findings findings;
  private final Disclosed disclosed;
  private final @Nullable Tail tail;
  private final long size;
  private final Hasher hasher = new Hasher();

  /**
   * @param size of the tree
   */
  BundleCheck(
      Layout layout, Findings findings, Disclosed disclosed, @Nullable Tail tail, long size) {
    this.layout = layout;
    this.findings = findings;
    this.disclosed = disclosed;
    this.tail = tail;
    this.size = size;
  }

  /** The hashes of the bundle's leaves, as far as they can be known. */
  List<byte[]> check(long bundle) throws IOException {
    Tile tile = Tile.at(0, bundle, size);
    byte[] hashes = hashes(tile);
    List<byte[]> leaves = leaves(tile);
    if (leaves == null) {
      return split(hashes, tile.width());
    }
    List<byte[]> computed = leaves.stream().map(hasher::leaf).toList();
    List<byte[]> stored = split(hashes, tile.width());
    boolean entriesAltered = tile.isFull() && isIn(tile, stored) && !isIn(tile, computed);
    boolean tileAltered = tile.isFull() && isIn(tile, computed);
    for (int at = 0; at < leaves.size(); at++) {
      if (at < stored.size() && !Arrays.equals(computed.get(at), stored.get(at))) {
        reportDifference(tile, first(tile) + at, entriesAltered, tileAltered);
      }
      compareWithJournal(tile, first(tile) + at, leaves.get(at));
    }
    checkDisclosures(tile, leaves);
    return entriesAltered ? stored : computed;
  }

  /** Whether the tile above has the root of these hashes. */
  private boolean isIn(Tile tile, List<byte[]> hashes) {
    if (hashes.size() != Tile.FULL) {
      return false;
    }
    byte[] row = new byte[Tile.FULL * Hasher.SIZE];
    for (int at = 0; at < Tile.FULL; at++) {
      System.arraycopy(hashes.get(at), 0, row, at * Hasher.SIZE, Hasher.SIZE);
    }
    byte[] above = above(tile);
    int from = (int) (tile.index() % Tile.FULL) * Hasher.SIZE;
    return above.length >= from + Hasher.SIZE
        && Arrays.equals(
            hasher.perfect(row, 0, Tile.FULL), Arrays.copyOfRange(above, from, from + Hasher.SIZE));
  }

  private byte[] above(Tile tile) {
    Tile above = Tile.at(1, tile.index() / Tile.FULL, size);
    return prefix(layout.tile(above), layout.tile(full(above)));
  }

  private void reportDifference(
      Tile tile, long index, boolean entriesAltered, boolean tileAltered) {
    Path entries = layout.entries(tile);
    Path hashes = layout.tile(tile);
    if (entriesAltered) {
      findings.problem(entries, index, "entry %d was altered".formatted(index));
    } else if (tileAltered) {
      findings.problem(hashes, index, "the hash of entry %d was altered".formatted(index));
    } else {
      findings.problem(
          entries,
          index,
          "entry %d and its hash in `%s` differ".formatted(index, findings.relative(hashes)));
    }
  }

  private void compareWithJournal(Tile tile, long index, byte[] leaf) {
    Entry journaled = journaled(index);
    if (journaled != null && !Arrays.equals(journaled.leaf(), leaf)) {
      findings.problem(
          layout.entries(tile), index, "entry %d and the journal differ".formatted(index));
    }
  }

  private byte[] hashes(Tile tile) {
    byte[] hashes = prefix(layout.tile(tile), layout.tile(full(tile)));
    if (hashes.length == 0) {
      findings.problem(layout.tile(tile), first(tile), "the tile is missing");
    } else if (hashes.length != tile.width() * Hasher.SIZE
        && hashes.length != Tile.FULL * Hasher.SIZE) {
      findings.problem(
          layout.tile(tile),
          first(tile),
          "it has %d bytes, not %d".formatted(hashes.length, tile.width() * Hasher.SIZE));
    }
    return hashes;
  }

  private static byte[] prefix(Path file, Path full) {
    for (Path one : List.of(file, full)) {
      try {
        return Files.readAllBytes(one);
      } catch (IOException absent) {
        // the full form may have replaced it
      }
    }
    return new byte[0];
  }

  private @Nullable List<byte[]> leaves(Tile tile) {
    Path file = layout.entries(tile);
    byte[] content = prefix(file, layout.entries(full(tile)));
    if (content.length == 0) {
      disclosed.missingEntries(first(tile), first(tile) + tile.width());
      return null;
    }
    try {
      List<byte[]> leaves = Bundle.leaves(content);
      if (leaves.size() == tile.width() || leaves.size() == Tile.FULL) {
        return leaves.subList(0, tile.width());
      }
      findings.problem(
          file, first(tile), "it holds %d entries, not %d".formatted(leaves.size(), tile.width()));
    } catch (IOException torn) {
      findings.problem(file, first(tile), String.valueOf(torn.getMessage()));
    }
    return null;
  }

  private @Nullable Entry journaled(long index) {
    return tail == null || index < tail.first() || index >= tail.size()
        ? null
        : tail.entries().get((int) (index - tail.first()));
  }

  private void checkDisclosures(Tile tile, List<byte[]> leaves) throws IOException {
    List<List<Disclosure>> beside = new ArrayList<>();
    leaves.forEach(leaf -> beside.add(new ArrayList<>()));
    Path file = layout.side(tile.index());
    if (tile.isFull() || tail != null && tail.first() > first(tile)) {
      readSide(file, first(tile), beside);
    } else {
      file = layout.journals();
      for (int at = 0; at < leaves.size(); at++) {
        Entry entry = journaled(first(tile) + at);
        if (entry != null) {
          beside.get(at).addAll(entry.disclosures());
        }
      }
    }
    for (int at = 0; at < leaves.size(); at++) {
      disclosed.check(file, first(tile) + at, leaves.get(at), beside.get(at));
    }
  }

  /** A bundle that was filled since the tree was signed has disclosures of entries after these. */
  private void readSide(Path file, long first, List<List<Disclosure>> beside) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try {
      for (Bundle.Beside one : Bundle.beside(Files.readAllBytes(file))) {
        if (one.position() < beside.size() || beside.size() == Tile.FULL) {
          beside.get(one.position()).add(one.disclosure());
        }
      }
    } catch (IOException | IndexOutOfBoundsException torn) {
      findings.problem(file, first, "it does not end where a disclosure does");
    }
  }

  /** Reads the entries of the journal that no checkpoint signs yet. */
  void checkUnsigned() {
    if (tail == null) {
      return;
    }
    for (long index = Math.max(size, tail.first()); index < tail.size(); index++) {
      Entry entry = tail.entries().get((int) (index - tail.first()));
      disclosed.check(layout.journals(), index, entry.leaf(), entry.disclosures());
    }
  }

  private static Tile full(Tile tile) {
    return new Tile(tile.level(), tile.index(), Tile.FULL);
  }

  private static long first(Tile tile) {
    return tile.index() * Tile.FULL;
  }

  private static List<byte[]> split(byte[] hashes, int width) {
    List<byte[]> all = new ArrayList<>();
    for (int at = 0; at < Math.min(width, hashes.length / Hasher.SIZE); at++) {
      all.add(Arrays.copyOfRange(hashes, at * Hasher.SIZE, (at + 1) * Hasher.SIZE));
    }
    return all;
  }
}
