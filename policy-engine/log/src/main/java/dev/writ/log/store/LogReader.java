package dev.writ.log.store;

import dev.writ.log.merkle.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the entries of a log by their indexes. Thread-safe. */
public final class LogReader {

  /**
   * An entry that was read.
   *
   * @param index from 0
   * @param leaf as it was appended
   * @param disclosures those that are still there, in no particular order
   */
  public record Stored(long index, byte[] leaf, List<Disclosure> disclosures) {}

  private final Layout layout;
  private final Supplier<OpenBundle> open;

  LogReader(Layout layout, Supplier<OpenBundle> open) {
    this.layout = layout;
    this.open = open;
  }

  /**
   * Reads a log as it is now, whether or not a process has it open. Of a log that has grown since,
   * only the entries of now can be read.
   */
  public static LogReader of(Path folder) throws IOException {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    OpenBundle now = notInBundles(layout, Tail.read(layout));
    return new LogReader(layout, () -> now);
  }

  private static OpenBundle notInBundles(Layout layout, Tail tail) {
    int from = 0;
    while (from + Tile.FULL <= tail.entries().size()
        && Files.exists(layout.entries((tail.first() + from) / Tile.FULL))) {
      from += Tile.FULL;
    }
    List<Entry> rest = tail.entries().subList(from, tail.entries().size());
    return new OpenBundle(tail.first() + from, rest);
  }

  /** How many entries there are, pruned ones included. */
  public long size() {
    return open.get().size();
  }

  /** The index of the first entry that was not pruned. */
  public long firstIndex() {
    return layout.firstBundle(open.get().first() / Tile.FULL) * Tile.FULL;
  }

  /**
   * One entry.
   *
   * @throws IOException if it was pruned or cannot be read
   * @throws IndexOutOfBoundsException if there is none with this index
   */
  public Stored read(long index) throws IOException {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("no entry " + index + " among " + size());
    }
    return bundle(index / Tile.FULL).get((int) (index % Tile.FULL));
  }

  /**
   * The entries {@code 256 * bundle} to {@code 256 * bundle + 255}, as far as there are any: the
   * way to read many.
   *
   * @throws NoSuchFileException if they were pruned
   */
  public List<Stored> bundle(long bundle) throws IOException {
    OpenBundle now = open.get();
    return bundle < now.first() / Tile.FULL ? full(bundle) : of(now, bundle * Tile.FULL);
  }

  private static List<Stored> of(OpenBundle open, long first) {
    List<Stored> all = new ArrayList<>();
    long end = Math.min(first + Tile.FULL, open.size());
    for (long index = first; index < end; index++) {
      Entry entry = open.entries().get((int) (index - open.first()));
      all.add(new Stored(index, entry.leaf(), entry.disclosures()));
    }
    return all;
  }

  private List<Stored> full(long bundle) throws IOException {
    List<Stored> all = new ArrayList<>();
    for (byte[] leaf : Bundle.leaves(Files.readAllBytes(layout.entries(bundle)))) {
      all.add(new Stored(bundle * Tile.FULL + all.size(), leaf, new ArrayList<>()));
    }
    for (Bundle.Beside beside : beside(bundle)) {
      if (beside.position() < all.size()) {
        all.get(beside.position()).disclosures().add(beside.disclosure());
      }
    }
    return all;
  }

  private List<Bundle.Beside> beside(long bundle) throws IOException {
    try {
      return Bundle.beside(Files.readAllBytes(layout.side(bundle)));
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
