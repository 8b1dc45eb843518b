package dev.writ.log.verify;

import dev.writ.log.merkle.Hasher;
import dev.writ.log.merkle.Tile;
import dev.writ.log.store.Bundle;
import dev.writ.log.store.Layout;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that no file lies in a log's folder that does not belong there. While the log grows, files
 * beyond what was read may be what was written since.
 */
final class FileCheck {

  private static final String NUMBER = "((?:x[0-9]{3}/)*[0-9]{3})";
  private static final String WIDTH = "(?:\\.p/([1-9][0-9]{0,2}))?";
  private static final Pattern TILE =
      Pattern.compile("tile/([0-9]|[1-5][0-9]|6[0-3])/" + NUMBER + WIDTH);
  private static final Pattern ENTRIES = Pattern.compile("tile/entries/" + NUMBER + WIDTH);
  private static final Pattern SIDE = Pattern.compile("side/" + NUMBER);
  private static final Pattern OTHER =
      Pattern.compile("checkpoint|stopped|lock|(checkpoints|journal)/0[0-9]{19}");

  private final Layout layout;
  private final Findings findings;
  private final long size;
  private final boolean growing;

  /**
   * @param size how many entries the log has, signed or not
   */
  FileCheck(Layout layout, Findings findings, long size) {
    this.layout = layout;
    this.findings = findings;
    this.size = size;
    this.growing = !Files.exists(layout.stopped());
  }

  void run() throws IOException {
    Files.walkFileTree(layout.folder(), new Visitor());
  }

  /** A growing log renames and deletes files while they are listed. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (Files.isRegularFile(file)) {
        check(file, findings.relative(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (growing && failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  private void check(Path file, String path) throws IOException {
    Matcher tile = TILE.matcher(path);
    Matcher entries = ENTRIES.matcher(path);
    Matcher side = SIDE.matcher(path);
    if (path.endsWith(Layout.UNFINISHED)) {
      findings.note("`" + path + "` was not finished; nothing reads it");
    } else if (tile.matches()) {
      int level = Integer.parseInt(tile.group(1));
      Tile named = named(level, tile.group(2), tile.group(3));
      checkPlace(file, path, named, named.path(), layout.tile(current(named)));
    } else if (entries.matches()) {
      Tile named = named(0, entries.group(1), entries.group(2));
      checkPlace(file, path, named, named.entriesPath(), layout.entries(current(named)));
    } else if (side.matches() ? isBeyond(number(side.group(1))) : !isKnown(path)) {
      findings.problem(file, "the file does not belong here");
    }
  }

  private boolean isBeyond(long bundle) {
    return !growing && bundle >= size / Tile.FULL;
  }

  private static boolean isKnown(String path) {
    return OTHER.matcher(path).matches();
  }

  private static Tile named(int level, String number, String width) {
    return new Tile(level, number(number), width == null ? Tile.FULL : Integer.parseInt(width));
  }

  private static long number(String groups) {
    String digits = groups.replaceAll("[x/]", "");
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** The form that the tile has in the log as it is now; a partial one is its beginning. */
  private Tile current(Tile tile) {
    Tile full = new Tile(tile.level(), tile.index(), Tile.FULL);
    Tile edge = Tile.at(tile.level(), tile.index(), size);
    return Files.exists(layout.tile(full)) || edge.width() == 0 ? full : edge;
  }

  private void checkPlace(Path file, String path, Tile tile, String canonical, Path current)
      throws IOException {
    boolean beyond =
        tile.level() > 7
            || tile.index() > size
            || tile.width() > Tile.at(tile.level(), tile.index(), size).width();
    if (beyond && growing) {
      return;
    }
    if (beyond || !path.equals(canonical)) {
      findings.problem(file, "the file does not belong here");
    } else if (!tile.isFull() && !file.equals(current) && Files.exists(current)) {
      checkPrefix(file, current, tile.width(), path.startsWith("tile/entries/"));
    }
  }

  private static int entries(byte[] bundle) {
    try {
      return Bundle.leaves(bundle).size();
    } catch (IOException torn) {
      return -1;
    }
  }

  private void checkPrefix(Path file, Path current, int width, boolean ofEntries)
      throws IOException {
    byte[] earlier = Files.readAllBytes(file);
    byte[] now = Files.readAllBytes(current);
    if (earlier.length > now.length
        || width != (ofEntries ? entries(earlier) : earlier.length / (double) Hasher.SIZE)
        || !Arrays.equals(earlier, 0, earlier.length, now, 0, earlier.length)) {
      findings.problem(
          file, "it is not the beginning of `%s`".formatted(findings.relative(current)));
    }
  }
}
