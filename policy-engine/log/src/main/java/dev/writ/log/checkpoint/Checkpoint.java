package dev.writ.log.checkpoint;

import java.util.List;

/**
 * The head of a log's tree at one size, as C2SP's tlog-checkpoint writes it.
 *
 * @param origin which log
 * @param size how many leaves the tree has
 * @param root the tree's root hash, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Encoding.base64(root) + "\n";
  }

  /** The signed note; the key's name is the origin. */
  public static String sign(long size, byte[] root, SigningKey key) {
    return Note.sign(new Checkpoint(key.name(), size, root).text(), key);
  }

  /**
   * The checkpoint in a note that this key signed for the log of its own name.
   *
   * @throws InvalidNoteException if it is none, or not signed by the key, or of another log
   */
  public static Checkpoint verified(String note, VerifierKey key) throws InvalidNoteException {
    Checkpoint checkpoint = parse(Note.parse(note).signedBy(key));
    if (!checkpoint.origin.equals(key.name())) {
      throw new InvalidNoteException(
          "the checkpoint is of the log `" + checkpoint.origin + "`, not of `" + key.name() + "`");
    }
    return checkpoint;
  }

  /** Reads the text of a checkpoint; extension lines are passed over. */
  static Checkpoint parse(String text) throws InvalidNoteException {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty)) {
      throw new InvalidNoteException("the note is no checkpoint");
    }
    return new Checkpoint(lines.get(0), Encoding.number(lines.get(1)), Encoding.hash(lines.get(2)));
  }
}
