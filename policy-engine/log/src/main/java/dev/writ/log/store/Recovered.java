package dev.writ.log.store;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.merkle.GrowingTree;
import dev.writ.log.merkle.Tile;
import dev.writ.log.merkle.TileSource;
import dev.writ.log.merkle.TiledTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a log's folder, found to extend what was signed.
 *
 * @param tail what the journals hold
 * @param tiles full tiles below the journals' first entry
 * @param signed the size of the newest checkpoint
 * @param lastJournal the highest number of a journal
 * @param found for the caller
 */
record Recovered(Tail tail, TileSource tiles, long signed, long lastJournal, Recovery found) {

  /**
   * Reads the folder, and changes nothing.
   *
   * @throws IOException if something cannot be read, or is not what was signed
   */
  static Recovered read(Layout layout, VerifierKey key) throws IOException {
    List<Path> journals = layout.listJournals();
    boolean checkpointed = Files.exists(layout.checkpoint());
    if (journals.isEmpty()) {
      if (checkpointed || Files.exists(layout.folder().resolve("tile"))) {
        throw new IOException(
            "`%s` is a log without a journal; restore `journal`, or begin a new log in another folder"
                .formatted(layout.folder()));
      }
      return fresh(layout);
    }
    Tail tail = Tail.read(journals);
    long signed = checkpointed ? signed(layout, key, tail) : 0;
    long last = Layout.number(journals.getLast());
    boolean stopped = stoppedAt(layout, tail.size());
    Recovery found = new Recovery(tail.size(), false, stopped, tail.discarded());
    return new Recovered(tail, onDisk(layout), signed, last, found);
  }

  private static Recovered fresh(Layout layout) {
    Tail none = new Tail(0, List.of(), 0);
    return new Recovered(none, onDisk(layout), 0, 0, new Recovery(0, true, true, 0));
  }

  private static TileSource onDisk(Layout layout) {
    return tile -> Files.readAllBytes(layout.tile(tile));
  }

  private static boolean stoppedAt(Layout layout, long size) throws IOException {
    return Files.exists(layout.stopped()) && Files.readString(layout.stopped()).equals(size + "\n");
  }

  private static long signed(Layout layout, VerifierKey key, Tail tail) throws IOException {
    Checkpoint last;
    try {
      last = Checkpoint.verified(Files.readString(layout.checkpoint()), key);
    } catch (InvalidNoteException invalid) {
      throw refused(layout, "its checkpoint cannot be believed: " + invalid.getMessage(), invalid);
    }
    if (tail.size() < last.size()) {
      String lost = "it holds %d entries, but %d were signed".formatted(tail.size(), last.size());
      throw refused(layout, lost, null);
    }
    if (!Arrays.equals(root(layout, tail, last.size()), last.root())) {
      throw refused(
          layout, "its first %d entries are not those signed".formatted(last.size()), null);
    }
    return last.size();
  }

  private static byte[] root(Layout layout, Tail tail, long size) throws IOException {
    Map<Tile, byte[]> grown = new HashMap<>();
    GrowingTree tree = GrowingTree.resume(tail.first(), onDisk(layout), grown::put);
    tail.entries().forEach(entry -> tree.add(entry.leaf()));
    tree.partials().forEach(partial -> grown.put(partial.tile(), partial.hashes()));
    TileSource source =
        tile -> {
          byte[] hashes = grown.get(tile);
          return hashes == null ? onDisk(layout).read(tile) : hashes;
        };
    return new TiledTree(tree.size(), source).root(size);
  }

  private static IOException refused(Layout layout, String why, @Nullable Exception cause) {
    return new IOException(
        ("the log in `%s` cannot be extended: %s; restore the whole folder from a copy that"
                + " verifies, or keep it as evidence and begin a new log in another folder")
            .formatted(layout.folder(), why),
        cause);
  }
}
