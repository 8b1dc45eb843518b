package dev.writ.log.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.merkle.GrowingTree;
import dev.writ.log.merkle.GrowingTree.Partial;
import dev.writ.log.merkle.Tile;
import dev.writ.log.store.Layout;
import dev.writ.log.store.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log: signatures, every entry against its hash, every tile, the tree against all
 * checkpoints, every disclosure against its digest, and that what is missing was recorded as
 * removed. Reads only; a log may be verified while it is written.
 */
public final class LogVerifier {

  private final Layout layout;
  private final Findings findings;
  private final Signed signed;
  private final @Nullable Tail tail;
  private final long written;
  private final long size;
  private final Disclosed disclosed;
  private final BundleCheck bundles;
  private final GrowingTree tree = new GrowingTree(this::fullTile);
  private final Deque<Checkpoint> earlier;

  private LogVerifier(Path folder, VerifierKey key, Digests digests) throws IOException {
    layout = new Layout(folder.toAbsolutePath().normalize());
    findings = new Findings(layout.folder());
    signed = Signed.read(layout, key, findings);
    earlier = new ArrayDeque<>(signed.earlier());
    tail = tail();
    disclosed = new Disclosed(layout, digests, findings);
    written = tail == null ? 0 : tail.size();
    size = signed.newest() == null ? written : signed.newest().size();
    bundles = new BundleCheck(layout, findings, disclosed, tail, size);
  }

  /**
   * Verifies the log in a folder.
   *
   * @param key of the log, from a place that whoever could alter the log could not alter too
   * @param digests reads the leaves
   * @param progress is told after every bundle
   * @throws IOException if the folder cannot be read at all
   */
  public static Report verify(Path folder, VerifierKey key, Digests digests, Progress progress)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + ": there is no log");
    }
    return new LogVerifier(folder, key, digests).run(progress);
  }

  private @Nullable Tail tail() throws IOException {
    try {
      return Tail.read(layout);
    } catch (NoSuchFileException missing) {
      findings.problem(layout.journals(), "there is no journal");
    } catch (IOException damaged) {
      findings.problem(layout.journals(), String.valueOf(damaged.getMessage()));
    }
    return null;
  }

  private Report run(Progress progress) throws IOException {
    compareEarlier();
    for (long bundle = 0; bundle * Tile.FULL < size; bundle++) {
      bundles.check(bundle).forEach(this::add);
      progress.at(Math.min((bundle + 1) * Tile.FULL, size), size);
    }
    if (signed.newest() != null) {
      compare(signed.newest(), layout.checkpoint());
      tree.partials().forEach(this::partialTile);
    }
    bundles.checkUnsigned();
    disclosed.finish(written);
    checkEnd();
    new FileCheck(layout, findings, Math.max(size, written)).run();
    return new Report(
        size,
        Math.max(written - size, 0),
        signed.earlier().size(),
        disclosed.count(),
        findings.problems(),
        findings.notes());
  }

  private void add(byte[] leafHash) {
    tree.addHash(leafHash);
    compareEarlier();
  }

  private void compareEarlier() {
    while (!earlier.isEmpty() && earlier.getFirst().size() == tree.size()) {
      Checkpoint checkpoint = earlier.removeFirst();
      compare(checkpoint, layout.checkpoint(checkpoint.size()));
    }
  }

  private void compare(Checkpoint checkpoint, Path file) {
    if (!Arrays.equals(checkpoint.root(), rootAt(checkpoint.size()))) {
      findings.problem(
          file, "the first %d entries are not those that were signed".formatted(checkpoint.size()));
    }
  }

  private byte[] rootAt(long size) {
    return tree.size() == size ? tree.root() : new byte[0];
  }

  private void fullTile(Tile tile, byte[] hashes) {
    if (tile.level() > 0) {
      compare(tile, hashes);
    }
  }

  private void partialTile(Partial partial) {
    Path full = layout.tile(new Tile(partial.tile().level(), partial.tile().index(), Tile.FULL));
    if (partial.tile().level() > 0 && !Files.exists(full)) {
      compare(partial.tile(), partial.hashes());
    }
  }

  private void compare(Tile tile, byte[] hashes) {
    Path file = layout.tile(tile);
    try {
      if (!Arrays.equals(Files.readAllBytes(file), hashes)) {
        long first = tile.index() << (Tile.HEIGHT * (tile.level() + 1));
        findings.problem(file, first, "its hashes are not those of the tiles below it");
      }
    } catch (IOException missing) {
      findings.problem(file, "the tile is missing");
    }
  }

  private void checkEnd() throws IOException {
    if (tail != null && written < size) {
      findings.problem(
          layout.journals(),
          written,
          "the journal ends after %d entries, but %d were signed".formatted(written, size));
    }
    if (Files.exists(layout.stopped())) {
      checkClosed();
    } else {
      findings.note("the log is open, or was not closed; its last entries may be missing");
      if (written > size) {
        findings.note("%d entries at the end are not signed yet".formatted(written - size));
      }
    }
  }

  private void checkClosed() throws IOException {
    if (!Arrays.equals((size + "\n").getBytes(UTF_8), Files.readAllBytes(layout.stopped()))) {
      findings.problem(layout.stopped(), "the log was closed with another size than is signed");
    }
    if (tail != null && (written != size || tail.discarded() > 0)) {
      findings.problem(layout.journals(), "the journal is not as it was when the log was closed");
    }
  }
}
