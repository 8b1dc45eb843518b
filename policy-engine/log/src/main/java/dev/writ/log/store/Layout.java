package dev.writ.log.store;

import dev.writ.log.merkle.Tile;
import dev.writ.log.merkle.TileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things lie in a log's folder.
 *
 * @param folder the log's own
 */
public record Layout(Path folder) {

  /** Ends the names of files that are being written; nothing reads them. */
  public static final String UNFINISHED = ".unfinished";

  /** Ends the name of the folder of a tile's or bundle's forms that are not full. */
  public static final String PARTIAL = ".p";

  /** The newest signed checkpoint. */
  public Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  /** Earlier checkpoints, each under its size. */
  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** An earlier checkpoint. */
  public Path checkpoint(long size) {
    return checkpoints().resolve("%020d".formatted(size));
  }

  /** A tile's hashes. */
  public Path tile(Tile tile) {
    return folder.resolve(tile.path());
  }

  /** A tile's hashes where they are found: what was partial may be full by now. */
  public Path presentTile(Tile tile) {
    Path full = tile(new Tile(tile.level(), tile.index(), Tile.FULL));
    return tile.isFull() || Files.exists(full) ? full : tile(tile);
  }

  /** Reads tiles of the log. */
  public TileSource tiles() {
    return tile -> Files.readAllBytes(presentTile(tile));
  }

  /** The entries under a tile of level 0. */
  public Path entries(Tile tile) {
    return folder.resolve(tile.entriesPath());
  }

  /** The entries of a full bundle. */
  public Path entries(long bundle) {
    return entries(new Tile(0, bundle, Tile.FULL));
  }

  /** The disclosures of a full bundle. */
  public Path side(long bundle) {
    return folder.resolve("side").resolve(Tile.numbered(bundle));
  }

  /** Journals. */
  public Path journals() {
    return folder.resolve("journal");
  }

  /** One journal; a later one has a higher number. */
  public Path journal(long number) {
    return journals().resolve("%020d".formatted(number));
  }

  /** Journals, the oldest first. */
  public List<Path> listJournals() throws IOException {
    return listNumbered(journals());
  }

  /** Earlier checkpoints, the smallest first. */
  public List<Path> listCheckpoints() throws IOException {
    return listNumbered(checkpoints());
  }

  private static List<Path> listNumbered(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> number(file) >= 0).sorted().toList();
    }
  }

  /** The number that names a journal or an earlier checkpoint, or -1. */
  public static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches("0[0-9]{19}") ? Long.parseLong(name) : -1;
  }

  /** Is there when the log was closed, with the size that it had. */
  public Path stopped() {
    return folder.resolve("stopped");
  }

  /** Held by the process that writes. */
  public Path lock() {
    return folder.resolve("lock");
  }

  /** The oldest bundle that is still there, or that would come next. */
  long firstBundle(long bundles) {
    long low = 0;
    long high = bundles;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Files.exists(entries(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
