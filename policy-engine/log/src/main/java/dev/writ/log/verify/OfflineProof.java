package dev.writ.log.verify;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.Encoding;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.merkle.Hasher;
import dev.writ.log.merkle.Proofs;
import dev.writ.log.merkle.TiledTree;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves to whoever has the log's verifier key, and nothing else, that an entry is in the log:
 * C2SP's tlog-proof, with the leaf as its extra data.
 *
 * @param leaf the entry
 * @param index of the entry
 * @param path from the leaf's sibling up to the root's child
 * @param note the signed checkpoint
 */
public record OfflineProof(byte[] leaf, long index, List<byte[]> path, String note) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /**
   * Makes the proof of an entry from a log's folder.
   *
   * @throws IOException if the entry was pruned, or the log cannot be read
   * @throws InvalidNoteException if the checkpoint is not the key's, does not sign the entry yet,
   *     or the log is damaged so that no proof holds
   */
  public static OfflineProof of(Path folder, LogReader reader, long index, VerifierKey key)
      throws IOException, InvalidNoteException {
    Layout layout = new Layout(folder);
    String note = Files.readString(layout.checkpoint());
    Checkpoint checkpoint = Checkpoint.verified(note, key);
    if (index < 0 || index >= checkpoint.size()) {
      throw new InvalidNoteException(
          "entry %d is not signed yet, only the first %d are; sign the log, or try again later"
              .formatted(index, checkpoint.size()));
    }
    TiledTree tree = new TiledTree(checkpoint.size(), layout.tiles());
    OfflineProof proof =
        new OfflineProof(reader.read(index).leaf(), index, tree.inclusion(index), note);
    proof.verify(key);
    return proof;
  }

  /**
   * Checks it.
   *
   * @return the checkpoint that it leads to
   * @throws InvalidNoteException if it does not hold
   */
  public Checkpoint verify(VerifierKey key) throws InvalidNoteException {
    Checkpoint checkpoint = Checkpoint.verified(note, key);
    byte[] hash = new Hasher().leaf(leaf);
    if (!Proofs.includes(checkpoint.root(), checkpoint.size(), index, hash, path)) {
      throw new InvalidNoteException(
          "the proof does not lead from entry %d to the signed root".formatted(index));
    }
    return checkpoint;
  }

  /** As C2SP's tlog-proof writes it; files of it end in {@code .tlog-proof}. */
  public String text() {
    StringBuilder text = new StringBuilder(HEADER + "\n");
    text.append(EXTRA).append(Encoding.base64(leaf)).append('\n');
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(Encoding.base64(hash)).append('\n'));
    return text.append('\n').append(note).toString();
  }

  /** Reads {@link #text}; checks nothing but the form. */
  public static OfflineProof parse(String text) throws InvalidNoteException {
    int blank = text.indexOf("\n\n");
    List<String> lines = blank < 0 ? List.of() : text.substring(0, blank).lines().toList();
    if (lines.size() < 3
        || !lines.get(0).equals(HEADER)
        || !lines.get(1).startsWith(EXTRA)
        || !lines.get(2).startsWith(INDEX)) {
      throw new InvalidNoteException("this is no proof of an entry of a log");
    }
    List<byte[]> path = new ArrayList<>();
    for (String line : lines.subList(3, lines.size())) {
      path.add(Encoding.hash(line));
    }
    return new OfflineProof(
        Encoding.base64(lines.get(1).substring(EXTRA.length())),
        Encoding.number(lines.get(2).substring(INDEX.length())),
        path,
        text.substring(blank + 2));
  }
}
