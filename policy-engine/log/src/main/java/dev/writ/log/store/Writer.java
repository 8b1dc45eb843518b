package dev.writ.log.store;

import dev.writ.log.merkle.Tile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes the journal. While it forces one group to disk the next one collects. When
 * the disk fails, the group fails, and nothing more is written to that journal: after a failed
 * force nobody knows what is on disk. The next group is tried on a new one, which begins with what
 * is already known to be durable.
 */
final class Writer implements Runnable {

  private static final System.Logger LOG = System.getLogger("dev.writ.log");
  private static final int GROUP_ENTRIES = 1024;
  private static final long GROUP_BYTES = 8 << 20;
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(250);

  private final Layout layout;
  private final Disk disk;
  private final LogSettings settings;
  private final Gap gap;
  private final Inbox inbox;
  private final Tiler tiler;
  private final Steps steps;
  private final boolean required;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong droppedEver = new AtomicLong();
  private final List<Entry> open;
  private long base;
  private long number;
  private long rotateAt;
  private long signAt;
  private long unsigned;
  private boolean closing;
  private @Nullable Journal journal;
  private volatile long size;
  private volatile @Nullable String failure;

  Writer(
      Layout layout,
      LogSettings settings,
      LogParts parts,
      Inbox inbox,
      Tiler tiler,
      Steps steps,
      Recovered recovered) {
    this.layout = layout;
    this.disk = parts.disk();
    this.settings = settings;
    this.gap = parts.gap();
    this.inbox = inbox;
    this.tiler = tiler;
    this.steps = steps;
    this.required = settings.durability() == Durability.REQUIRED;
    this.open = new ArrayList<>(recovered.tail().entries());
    this.base = recovered.tail().first();
    this.number = recovered.lastJournal();
    this.size = recovered.tail().size();
    this.signAt = System.nanoTime() + settings.checkpointEvery().toNanos();
    shed();
  }

  long size() {
    return size;
  }

  @Nullable String failure() {
    return failure;
  }

  long droppedEver() {
    return droppedEver.get();
  }

  /** Counts entries that will never be written. */
  void drop(long entries) {
    if (!required) {
      dropped.addAndGet(entries);
    }
    droppedEver.addAndGet(entries);
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        turn();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      inbox.abandon(new IOException("the decision log no longer writes"));
    }
  }

  private void turn() throws InterruptedException {
    Inbox.Taken taken = inbox.take(dropped.get() > 0 ? RETRY : untilSigning());
    if (taken.batches().isEmpty() && dropped.get() > 0) {
      write(List.of());
    }
    for (List<Inbox.Batch> group : groups(taken.batches())) {
      write(group);
    }
    taken.commands().forEach(Runnable::run);
    signIfDue();
    if (!required && !taken.batches().isEmpty()) {
      TimeUnit.NANOSECONDS.sleep(LINGER);
    }
  }

  private static List<List<Inbox.Batch>> groups(List<Inbox.Batch> batches) {
    List<List<Inbox.Batch>> groups = new ArrayList<>();
    List<Inbox.Batch> group = new ArrayList<>();
    long entries = 0;
    long bytes = 0;
    for (Inbox.Batch batch : batches) {
      entries += batch.entries().size();
      bytes += batch.bytes();
      if (!group.isEmpty() && (entries > GROUP_ENTRIES || bytes > GROUP_BYTES)) {
        groups.add(group);
        group = new ArrayList<>();
        entries = batch.entries().size();
        bytes = batch.bytes();
      }
      group.add(batch);
    }
    groups.add(group);
    return group.isEmpty() ? List.of() : groups;
  }

  private void write(List<Inbox.Batch> group) throws InterruptedException {
    long missing = dropped.get();
    long first = size;
    List<Entry> entries = new ArrayList<>();
    try {
      if (missing > 0) {
        entries.add(gap.of(missing));
        first++;
      }
      group.forEach(batch -> entries.addAll(batch.entries()));
      commit(entries);
    } catch (IOException | RuntimeException failed) {
      fail(group, failed);
      return;
    }
    dropped.addAndGet(-missing);
    failure = null;
    size += entries.size();
    for (Inbox.Batch batch : group) {
      batch.done().complete(first);
      first += batch.entries().size();
    }
    accept(entries);
  }

  private void commit(List<Entry> entries) throws IOException {
    Journal current = journal == null ? renew() : journal;
    try {
      current.write(entries);
      if (required) {
        current.force();
      }
    } catch (IOException | RuntimeException failed) {
      abandon();
      throw failed;
    }
  }

  /**
   * A new journal. The one before is written no more, even if there is no new one: a later journal
   * replaces what an earlier one has, and one that failed halfway may be found all the same.
   */
  private Journal renew() throws IOException {
    try {
      forceJournal();
    } finally {
      abandon();
    }
    number++;
    Journal fresh = Journal.create(disk, layout.journal(number), base, open);
    journal = fresh;
    rotateAt = fresh.length() + settings.journalBytes();
    return fresh;
  }

  private void forceJournal() throws IOException {
    if (journal != null && !journal.isForced()) {
      journal.force();
    }
  }

  /** Begins the first journal; returns its number. Before the thread starts. */
  long begin() throws IOException {
    renew();
    return number;
  }

  private void abandon() {
    Journal last = journal;
    journal = null;
    if (last != null) {
      try {
        last.close();
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "a journal could not be closed: {0}", failed.getMessage());
      }
    }
  }

  private void fail(List<Inbox.Batch> group, Exception cause) {
    IOException failed =
        new IOException("the decision log cannot be written: " + cause.getMessage(), cause);
    if (failure == null) {
      LOG.log(Level.ERROR, failed.getMessage());
    }
    failure = failed.getMessage();
    for (Inbox.Batch batch : group) {
      drop(batch.entries().size());
      batch.done().completeExceptionally(failed);
    }
  }

  private void accept(List<Entry> entries) throws InterruptedException {
    long first = size - entries.size();
    open.addAll(entries);
    shed();
    unsigned += entries.size();
    steps.add(
        follower -> {
          follower.add(entries);
          follower.tell(first, entries);
        });
    if (journal != null && journal.length() > rotateAt) {
      rotate();
    }
  }

  /** Lets go of the entries of full bundles. */
  private void shed() {
    int full = open.size() / Tile.FULL * Tile.FULL;
    open.subList(0, full).clear();
    base += full;
  }

  /** Begins a new journal, so that what is in older ones can be settled and they can go. */
  private void rotate() throws InterruptedException {
    try {
      renew();
      long before = number;
      steps.add(follower -> follower.settle(before));
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "no new journal could be begun: {0}", failed.getMessage());
    }
  }

  private long untilSigning() {
    return size == tiler.signed() ? Long.MAX_VALUE : Math.max(signAt - System.nanoTime(), 1);
  }

  private void signIfDue() throws InterruptedException {
    boolean due = unsigned >= settings.checkpointEntries() || signAt - System.nanoTime() <= 0;
    if (size != tiler.signed() && due) {
      signAt = System.nanoTime() + settings.checkpointEvery().toNanos();
      sign(Tiler::sign);
    }
  }

  /** Signs what is on disk, so that no crash can take back what was signed. */
  private boolean sign(Steps.Step signing) throws InterruptedException {
    try {
      forceJournal();
    } catch (IOException failed) {
      abandon();
      fail(List.of(), failed);
      return false;
    }
    unsigned = 0;
    steps.add(signing);
    return true;
  }

  /**
   * Begins a new journal without what is redacted, settles, and then does a step. For {@link
   * Inbox#add(Runnable)}.
   */
  void maintain(Collection<Redaction> redacted, Steps.Step step, CompletableFuture<?> done) {
    try {
      for (int at = 0; at < open.size(); at++) {
        open.set(at, Redaction.apply(redacted, base + at, open.get(at)));
      }
      renew();
      long before = number;
      Steps.Step settled =
          follower -> {
            follower.settle(before);
            step.run(follower);
          };
      steps.add(reporting(settled, done));
    } catch (IOException failed) {
      done.completeExceptionally(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(interrupted);
    }
  }

  /** Signs now. For {@link Inbox#add(Runnable)}. */
  void signNow(CompletableFuture<Long> done) {
    Steps.Step signing =
        follower -> {
          follower.sign();
          done.complete(follower.signed());
        };
    try {
      if (!sign(reporting(signing, done))) {
        done.completeExceptionally(new IOException(failure));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(interrupted);
    }
  }

  private static Steps.Step reporting(Steps.Step step, CompletableFuture<?> done) {
    return follower -> {
      try {
        step.run(follower);
      } catch (IOException | RuntimeException failed) {
        done.completeExceptionally(failed);
        throw failed;
      }
    };
  }

  /**
   * Writes what is missing, signs and settles. For {@link Inbox#close}.
   *
   * @param stopped runs when everything is on disk and signed
   */
  void close(Steps.Step stopped) {
    closing = true;
    try {
      if (dropped.get() > 0) {
        write(List.of());
      }
      if (dropped.get() == 0 && failure == null && sign(Tiler::signLast)) {
        renew();
        long before = number;
        long last = size;
        steps.add(
            follower -> {
              follower.settle(before);
              if (follower.signed() == last) {
                stopped.run(follower);
              }
            });
      }
    } catch (IOException failed) {
      LOG.log(Level.ERROR, "the decision log could not be closed: {0}", failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      abandon();
    }
  }
}
