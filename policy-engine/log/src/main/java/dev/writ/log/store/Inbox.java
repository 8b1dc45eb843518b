package dev.writ.log.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the writing thread, within bounds. Thread-safe; adding never waits for a disk. */
final class Inbox {

  /**
   * Entries that are written together.
   *
   * @param done completes with the first entry's index
   */
  record Batch(List<Entry> entries, long bytes, CompletableFuture<Long> done) {

    static Batch of(List<Entry> entries) {
      long bytes = 0;
      for (Entry entry : entries) {
        bytes += entry.leaf().length;
        for (Disclosure disclosure : entry.disclosures()) {
          bytes += disclosure.content().length;
        }
      }
      return new Batch(entries, bytes, new CompletableFuture<>());
    }
  }

  /**
   * What the writing thread took.
   *
   * @param commands to run after the batches are written
   */
  record Taken(List<Batch> batches, List<Runnable> commands) {}

  private final int mostEntries;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Batch> batches = new ArrayList<>();
  private List<Runnable> commands = new ArrayList<>();
  private long entries;
  private long bytes;
  private boolean waiting;
  private boolean closed;

  Inbox(LogSettings settings) {
    mostEntries = settings.queueEntries();
    mostBytes = settings.queueBytes();
  }

  /**
   * Adds entries.
   *
   * @throws IOException if the inbox is full or closed
   */
  void add(Batch batch) throws IOException {
    lock.lock();
    try {
      refuseClosed();
      long entriesThen = entries + batch.entries.size();
      if (entriesThen > mostEntries || bytes + batch.bytes > mostBytes) {
        throw new IOException("the decision log's queue is full");
      }
      entries = entriesThen;
      bytes += batch.bytes;
      batches.add(batch);
      wake();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds what the writing thread shall run.
   *
   * @throws IOException if the inbox is closed
   */
  void add(Runnable command) throws IOException {
    lock.lock();
    try {
      refuseClosed();
      commands.add(command);
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a last command; from then on everything is refused. */
  void close(Runnable last) {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        commands.add(last);
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  private void refuseClosed() throws IOException {
    if (closed) {
      throw new IOException("the decision log is closed");
    }
  }

  private void wake() {
    if (waiting) {
      waiting = false;
      changed.signal();
    }
  }

  /** Takes everything that waits; while nothing does, waits up to so many nanoseconds. */
  Taken take(long nanos) throws InterruptedException {
    lock.lock();
    try {
      waiting = batches.isEmpty() && commands.isEmpty();
      long left = nanos;
      while (waiting && left > 0) {
        left = changed.awaitNanos(left);
      }
      waiting = false;
      Taken taken = new Taken(batches, commands);
      batches = new ArrayList<>();
      commands = new ArrayList<>();
      entries = 0;
      bytes = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Closes, and fails what waits. */
  void abandon(IOException why) {
    lock.lock();
    try {
      closed = true;
      batches.forEach(batch -> batch.done().completeExceptionally(why));
      batches = new ArrayList<>();
    } finally {
      lock.unlock();
    }
  }

  /** How many entries wait. */
  long length() {
    lock.lock();
    try {
      return entries;
    } finally {
      lock.unlock();
    }
  }
}
