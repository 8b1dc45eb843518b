package dev.writ.log.store;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.Publisher;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.merkle.GrowingTree;
import dev.writ.log.merkle.GrowingTree.Partial;
import dev.writ.log.merkle.Tile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that follows from the journal: tiles, bundles, side files, checkpoints, and the end of
 * journals that are no longer needed. Used by one thread; {@link #open} and {@link #signed} may be
 * read by any.
 */
final class Tiler {

  private static final System.Logger LOG = System.getLogger("dev.writ.log");
  private static final String DISTRUST =
      "files could not be forced to disk; journals are kept until the log is opened again";

  private final Layout layout;
  private final Disk disk;
  private final SigningKey key;
  private final LogSettings settings;
  private final IndexWriter index;
  private final Publisher publisher;
  private final Pending pending;
  private final GrowingTree tree;
  private final List<Entry> entries = new ArrayList<>();
  private boolean trusted = true;
  private long keptAt = System.nanoTime();
  private long base;
  private volatile OpenBundle open;
  private volatile long signed;

  /**
   * Goes on where a tree ends.
   *
   * @param recovered the tree, whose size is a multiple of 256, its tiles and the last checkpoint
   */
  Tiler(
      Layout layout,
      SigningKey key,
      LogSettings settings,
      LogParts parts,
      Publisher publisher,
      Recovered recovered)
      throws IOException {
    this.layout = layout;
    this.disk = parts.disk();
    this.key = key;
    this.settings = settings;
    this.index = parts.index();
    this.publisher = publisher;
    this.pending = new Pending(disk, layout.folder());
    this.tree = GrowingTree.resume(recovered.tail().first(), recovered.tiles(), this::addTile);
    this.base = tree.size();
    this.open = new OpenBundle(base, List.of());
    this.signed = recovered.signed();
  }

  OpenBundle open() {
    return open;
  }

  long signed() {
    return signed;
  }

  /** Takes in entries that are in the journal; returns whether all files they fill are written. */
  void add(List<Entry> more) throws IOException {
    for (Entry entry : more) {
      entries.add(entry);
      tree.add(entry.leaf());
      if (entries.size() == Tile.FULL) {
        addBundle();
      }
    }
    try {
      write();
    } finally {
      open = new OpenBundle(base, entries);
    }
  }

  private void addTile(Tile tile, byte[] hashes) {
    pending.add(layout.tile(tile), hashes);
  }

  private void addBundle() {
    long bundle = base / Tile.FULL;
    pending.add(layout.entries(bundle), Bundle.leaves(entries));
    List<Bundle.Beside> beside = Bundle.beside(entries);
    if (!beside.isEmpty()) {
      pending.add(layout.side(bundle), Bundle.side(beside));
    }
    entries.clear();
    base += Tile.FULL;
  }

  /** Tells the index of entries; what it does not take it catches up with later. */
  void tell(long first, List<Entry> more) throws IOException {
    long at = first;
    for (Entry entry : more) {
      index.add(at++, entry.keys());
    }
  }

  /** Writes the files that are waiting for it. */
  void write() throws IOException {
    pending.write();
  }

  int unwritten() {
    return pending.unwritten();
  }

  /** Signs the tree as it is, and publishes it. */
  void sign() throws IOException {
    write();
    for (Partial partial : tree.partials()) {
      disk.replace(layout.tile(partial.tile()), partial.hashes());
    }
    if (!entries.isEmpty()) {
      Tile edge = new Tile(0, base / Tile.FULL, entries.size());
      disk.replace(layout.entries(edge), Bundle.leaves(entries));
    }
    String note = Checkpoint.sign(tree.size(), tree.root(), key);
    disk.replace(layout.checkpoint(), note.getBytes(StandardCharsets.UTF_8));
    signed = tree.size();
    if (signed > 0) {
      publisher.publish(note);
      keep(note, settings.keepEvery());
    }
  }

  private void keep(String note, Duration every) throws IOException {
    if (System.nanoTime() - keptAt >= every.toNanos()) {
      disk.replace(layout.checkpoint(tree.size()), note.getBytes(StandardCharsets.UTF_8));
      keptAt = System.nanoTime();
    }
  }

  /** Signs, and keeps the checkpoint among the earlier ones. */
  void signLast() throws IOException {
    keptAt = System.nanoTime() - settings.keepEvery().toNanos();
    sign();
  }

  /**
   * Forces everything that was written, then deletes the journals before a number, all of whose
   * entries are in what was forced or in later journals.
   *
   * @throws IOException if it cannot; the journals then stay until the log is opened again, because
   *     after a failed force nobody knows what is on disk
   */
  void settle(long number) throws IOException {
    if (!trusted) {
      throw new IOException(DISTRUST);
    }
    flushIndex();
    trusted = false;
    pending.force();
    trusted = true;
    for (Path journal : layout.listJournals()) {
      if (Layout.number(journal) < number) {
        disk.delete(journal);
      }
    }
    disk.force(layout.journals());
  }

  /** Deletes disclosures so that no byte of them stays; the journals must be settled. */
  void redact(Collection<Redaction> all) throws IOException {
    for (int at = 0; at < entries.size(); at++) {
      entries.set(at, Redaction.apply(all, base + at, entries.get(at)));
    }
    open = new OpenBundle(base, entries);
    for (long bundle :
        all.stream().mapToLong(one -> one.index() / Tile.FULL).distinct().toArray()) {
      if (Files.exists(layout.side(bundle))) {
        redact(bundle, all);
      }
    }
  }

  private void redact(long bundle, Collection<Redaction> all) throws IOException {
    Path file = layout.side(bundle);
    long first = bundle * Tile.FULL;
    List<Bundle.Beside> kept =
        Bundle.beside(Files.readAllBytes(file)).stream()
            .filter(one -> !Redaction.hits(all, first + one.position(), one.disclosure()))
            .toList();
    if (kept.isEmpty()) {
      disk.delete(file);
      disk.force(file.resolveSibling("."));
    } else {
      disk.replace(file, Bundle.side(kept));
    }
  }

  /** Deletes the side files, and perhaps the entries, of all bundles before an index. */
  void prune(long before, boolean entriesToo) throws IOException {
    long bundles = before / Tile.FULL;
    for (long bundle = layout.firstBundle(bundles); bundle < bundles; bundle++) {
      disk.delete(layout.side(bundle));
      if (entriesToo) {
        disk.delete(layout.entries(bundle));
      }
    }
  }

  /** Makes the index durable, if it can be; it catches up later with what it lacks. */
  void flushIndex() {
    try {
      index.flush();
    } catch (IOException | RuntimeException failed) {
      LOG.log(Level.WARNING, "the index could not be written: {0}", failed.getMessage());
    }
  }

  /** Why the journals cannot be settled any more, or null. */
  @Nullable String distrust() {
    return trusted ? null : DISTRUST;
  }
}
