package dev.writ.log.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random change to the files of a log. */
final class Tampering {

  private final Random random;
  private final Path folder;
  private final Map<String, byte[]> files;
  private final Map<String, byte[]> before;

  private Tampering(
      Random random, Path folder, Map<String, byte[]> files, Map<String, byte[]> before) {
    this.random = random;
    this.folder = folder;
    this.files = files;
    this.before = before;
  }

  /**
   * Changes something.
   *
   * @param other the files of another log of the same name, signed by another key
   * @param before is given what the changed files were
   * @return what was done, beginning with its kind, or null if nothing was
   */
  static @Nullable String random(
      Random random,
      Path folder,
      Map<String, byte[]> files,
      Map<String, byte[]> other,
      Map<String, byte[]> before)
      throws IOException {
    return new Tampering(random, folder, files, before).change(other);
  }

  private @Nullable String change(Map<String, byte[]> other) throws IOException {
    String file = any(files);
    byte[] content = files.get(file);
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> write("flip a bit of ", file, flipped(content));
      case 3 -> write("truncate ", file, Arrays.copyOf(content, random.nextInt(content.length)));
      case 4 ->
          write("append to ", file, Arrays.copyOf(content, content.length + 1 + random.nextInt(9)));
      case 5 -> delete(file);
      case 6 -> swapFiles(file, any(files));
      case 7 -> write("cut out of ", file, withoutAPiece(content));
      default ->
          other.containsKey(file) ? write("replace ", file, other.get(file)) : swapPieces(file);
    };
  }

  private String any(Map<String, byte[]> from) {
    List<String> names = new ArrayList<>(from.keySet());
    return names.get(random.nextInt(names.size()));
  }

  private byte[] flipped(byte[] content) {
    byte[] flipped = content.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] withoutAPiece(byte[] content) {
    int from = random.nextInt(content.length);
    int to = from + 1 + random.nextInt(content.length - from);
    byte[] rest = new byte[content.length - (to - from)];
    System.arraycopy(content, 0, rest, 0, from);
    System.arraycopy(content, to, rest, from, content.length - to);
    return rest;
  }

  private @Nullable String swapPieces(String file) throws IOException {
    byte[] content = files.get(file).clone();
    int piece = Math.min(32, content.length / 2);
    int first = random.nextInt(content.length - 2 * piece + 1);
    byte[] left = Arrays.copyOfRange(content, first, first + piece);
    System.arraycopy(content, first + piece, content, first, piece);
    System.arraycopy(left, 0, content, first + piece, piece);
    return write("swap pieces of ", file, content);
  }

  private @Nullable String swapFiles(String one, String two) throws IOException {
    String first = write("", one, files.get(two));
    String second = write("", two, files.get(one));
    return first == null && second == null ? null : "swap " + one + " and " + two;
  }

  private @Nullable String write(String kind, String file, byte[] content) throws IOException {
    if (Arrays.equals(content, files.get(file))) {
      return null;
    }
    before.put(file, files.get(file));
    Files.write(folder.resolve(file), content);
    return kind + file;
  }

  private String delete(String file) throws IOException {
    before.put(file, files.get(file));
    Files.delete(folder.resolve(file));
    return "delete " + file;
  }
}
