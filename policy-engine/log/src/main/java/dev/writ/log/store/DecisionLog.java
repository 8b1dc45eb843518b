package dev.writ.log.store;

import dev.writ.log.checkpoint.Publisher;
import dev.writ.log.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A log that is open for appending; one process at a time. Thread-safe. */
public final class DecisionLog implements AutoCloseable {

  private final Layout layout;
  private final Disk disk;
  private final FolderLock lock;
  private final Recovery recovery;
  private final Inbox inbox;
  private final Tiler tiler;
  private final Steps steps;
  private final Writer writer;
  private final Publisher publisher;
  private final Thread writing;
  private final Thread following;

  private DecisionLog(
      Layout layout,
      SigningKey key,
      LogSettings settings,
      LogParts parts,
      FolderLock lock,
      Recovered recovered)
      throws IOException {
    this.layout = layout;
    this.disk = parts.disk();
    this.lock = lock;
    this.recovery = recovered.found();
    publisher = new Publisher(parts.sinks());
    tiler = new Tiler(layout, key, settings, parts, publisher, recovered);
    steps = new Steps(tiler);
    inbox = new Inbox(settings);
    writer = new Writer(layout, settings, parts, inbox, tiler, steps, recovered);
    writing = Thread.ofPlatform().name("writ-log-writer").unstarted(writer);
    following = Thread.ofPlatform().name("writ-log-tiles").unstarted(steps);
  }

  /**
   * Opens the log in a folder, or begins one there.
   *
   * @throws IOException if another process has it open, the disk fails, or what lies there is not
   *     what the key signed; the message says what to do
   */
  public static DecisionLog open(Path folder, SigningKey key, LogSettings settings, LogParts parts)
      throws IOException {
    return open(FolderLock.take(folder), key, settings, parts);
  }

  /**
   * Opens the log in a folder that is locked already, or begins one there. From now on the lock is
   * the log's, even if this fails.
   *
   * @throws IOException if the disk fails, or what lies there is not what the key signed; the
   *     message says what to do
   */
  public static DecisionLog open(
      FolderLock lock, SigningKey key, LogSettings settings, LogParts parts) throws IOException {
    Layout layout = lock.layout();
    try {
      Files.createDirectories(layout.journals());
      sweep(layout, parts.disk());
      Recovered recovered = Recovered.read(layout, key.verifier());
      DecisionLog log = new DecisionLog(layout, key, settings, parts, lock, recovered);
      log.start(recovered);
      return log;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /** Deletes what was being written when the process ended. */
  private static void sweep(Layout layout, Disk disk) throws IOException {
    try (Stream<Path> files = Files.list(layout.journals())) {
      for (Path file : files.filter(f -> f.toString().endsWith(Layout.UNFINISHED)).toList()) {
        disk.delete(file);
      }
    }
  }

  /**
   * Derives again what the journals hold, and begins a new journal, before anything is appended.
   */
  private void start(Recovered recovered) throws IOException {
    disk.delete(layout.stopped());
    disk.force(layout.folder());
    tiler.add(recovered.tail().entries());
    tiler.settle(writer.begin());
    tiler.sign();
    writing.start();
    following.start();
  }

  /** What opening it found. */
  public Recovery recovery() {
    return recovery;
  }

  /** How many entries are written. */
  public long size() {
    return writer.size();
  }

  /** How it is doing. */
  public LogStatus status() {
    return new LogStatus(
        writer.size(),
        tiler.signed(),
        inbox.length(),
        writer.droppedEver(),
        writer.failure(),
        steps.trouble());
  }

  /** Reads this log while it grows; what was just appended may take a moment to appear. */
  public LogReader reader() {
    return new LogReader(layout, tiler::open);
  }

  /**
   * Appends entries, all or none, one after the other. Never blocks.
   *
   * @return completes on the log's own thread, on which nothing may block, with the first entry's
   *     index when the entries are as durable as the settings ask; fails with an {@link
   *     IOException} when they are not
   */
  public CompletableFuture<Long> append(List<Entry> entries) {
    Inbox.Batch batch = Inbox.Batch.of(entries);
    try {
      inbox.add(batch);
    } catch (IOException refused) {
      writer.drop(entries.size());
      batch.done().completeExceptionally(refused);
    }
    return batch.done();
  }

  /**
   * Deletes disclosures so that no byte of them stays under the log's folder, after an entry that
   * says so is durable. Does nothing about disclosures that are gone already.
   *
   * @param entry the record of the redaction
   * @return completes with the record's index when they are deleted; if it fails after the record
   *     was written, verification says that the disclosures are still there, and it must be asked
   *     for again
   */
  public CompletableFuture<Long> redact(Collection<Redaction> redactions, Entry entry) {
    List<Redaction> all = List.copyOf(redactions);
    return recorded(entry, all, tiler -> tiler.redact(all));
  }

  /** The greatest index before which everything can be pruned, at most {@code before}. */
  public long prunable(long before) {
    return Math.min(before, tiler.open().first()) / 256 * 256;
  }

  /**
   * Deletes the disclosures of all entries before an index, and the entries too if asked to, after
   * an entry that says so is durable. Hashes stay, and with them all proofs.
   *
   * @param before as {@link #prunable} gave it; the record must cover everything from 0 on
   * @param entriesToo whether the entries themselves go
   * @param entry the record of the pruning
   * @return completes with the record's index when they are deleted
   */
  public CompletableFuture<Long> prune(long before, boolean entriesToo, Entry entry) {
    long to = prunable(before);
    return recorded(entry, List.of(), tiler -> tiler.prune(to, entriesToo));
  }

  private CompletableFuture<Long> recorded(
      Entry entry, Collection<Redaction> redactions, Steps.Step step) {
    return append(List.of(entry)).thenCompose(index -> maintain(index, redactions, step));
  }

  private CompletableFuture<Long> maintain(
      long index, Collection<Redaction> redactions, Steps.Step step) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    Steps.Step completing =
        tiler -> {
          step.run(tiler);
          done.complete(index);
        };
    command(() -> writer.maintain(redactions, completing, done), done);
    return done;
  }

  /** Signs what was appended so far; completes with the size that is signed. */
  public CompletableFuture<Long> sign() {
    CompletableFuture<Long> done = new CompletableFuture<>();
    command(() -> writer.signNow(done), done);
    return done;
  }

  private void command(Runnable command, CompletableFuture<?> done) {
    try {
      inbox.add(command);
    } catch (IOException closed) {
      done.completeExceptionally(closed);
    }
  }

  /**
   * Writes what waits, signs a last checkpoint and records that the log was closed. If the disk
   * fails, that is not recorded, and opening it again says so.
   */
  @Override
  public void close() {
    steps.hurry();
    inbox.close(() -> writer.close(this::stopped));
    try {
      writing.join();
      steps.close();
      following.join();
      publisher.close();
      lock.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException ignored) {
      // the lock goes with the process
    }
  }

  private void stopped(Tiler tiler) throws IOException {
    tiler.flushIndex();
    byte[] size = (tiler.signed() + "\n").getBytes(StandardCharsets.UTF_8);
    disk.replace(layout.stopped(), size);
  }
}
