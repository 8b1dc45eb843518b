package dev.writ.log.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with signatures in the form of C2SP's signed-note.
 *
 * @param text ends in a newline; not to be believed before {@link #signedBy}
 * @param signatures all of them, of known keys or not
 */
public record Note(String text, List<Line> signatures) {

  private static final int MOST_SIGNATURES = 64;
  private static final String DASH = "\u2014 ";

  /**
   * One signature line.
   *
   * @param name of the key
   * @param id four bytes that tell keys of the same name apart
   * @param signature whatever the key's type makes
   */
  public record Line(String name, byte[] id, byte[] signature) {

    /** As it stands in a note, with its newline. */
    public String text() {
      byte[] both = ByteBuffer.allocate(4 + signature.length).put(id).put(signature).array();
      return DASH + name + " " + Encoding.base64(both) + "\n";
    }
  }

  /** Signs a text that ends in a newline. */
  public static String sign(String text, SigningKey key) {
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    return text + "\n" + new Line(key.name(), key.verifier().id(), signature).text();
  }

  /** Takes a signed note apart; verifies nothing. */
  public static Note parse(String note) throws InvalidNoteException {
    int blank = note.lastIndexOf("\n\n");
    boolean controls = note.chars().anyMatch(c -> c < ' ' && c != '\n');
    if (blank < 0 || controls || !note.endsWith("\n") || note.contains("\ufffd")) {
      throw new InvalidNoteException("this is no signed note");
    }
    return new Note(note.substring(0, blank + 1), lines(note.substring(blank + 2)));
  }

  /** The note as it was parsed. */
  String asText() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.text()));
    return note.toString();
  }

  /** Signature lines, each with its newline. */
  static List<Line> lines(String text) throws InvalidNoteException {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(line(line));
    }
    if (lines.isEmpty() || lines.size() > MOST_SIGNATURES) {
      throw new InvalidNoteException("a note has from 1 to " + MOST_SIGNATURES + " signatures");
    }
    return lines;
  }

  private static Line line(String line) throws InvalidNoteException {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !line.startsWith(DASH) || parts[1].isEmpty()) {
      throw new InvalidNoteException("`" + line + "` is no signature of a note");
    }
    byte[] bytes = Encoding.base64(parts[2]);
    if (bytes.length < 5) {
      throw new InvalidNoteException("`" + line + "` is too short for a signature");
    }
    return new Line(parts[1], Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  /**
   * The text, if this key signed it.
   *
   * @throws InvalidNoteException if it did not, or one signature in its name is wrong
   */
  public String signedBy(VerifierKey key) throws InvalidNoteException {
    boolean signed = false;
    for (Line line : signatures) {
      if (line.name().equals(key.name()) && Arrays.equals(line.id(), key.id())) {
        if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), line.signature())) {
          throw new InvalidNoteException("the signature of `" + key.name() + "` is wrong");
        }
        signed = true;
      }
    }
    if (!signed) {
      throw new InvalidNoteException("it is not signed by the key `" + key + "`");
    }
    return text;
  }
}
