package dev.writ.server.sink;

import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the log to one sink on a thread of its own. It reads what is on disk, from where the sink
 * had come to, so that a slow or dead sink costs nothing but time: no queue fills up, and nothing
 * is lost that the disk has.
 */
final class Delivery implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Delivery.class);
  private static final int BUNDLE = 256;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  /** What was appended shows in the reader a moment after it is announced. */
  private static final long LOOK_AGAIN_MILLIS = 200;

  private final String name;
  private final LogReader log;
  private final Messages messages;
  private final Sink sink;
  private final Cursor cursor;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean idle;
  private volatile long next;
  private volatile @Nullable String failure;

  Delivery(String name, LogReader log, Messages messages, Sink sink, Cursor cursor) {
    this.name = name;
    this.log = log;
    this.messages = messages;
    this.sink = sink;
    this.cursor = cursor;
    next = cursor.next();
    thread = Thread.ofPlatform().daemon().name("writ-sink-" + name).unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** There may be something new in the log. Costs next to nothing. */
  void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** How many records of the log the sink has yet to get. */
  long behind() {
    return Math.max(0, log.size() - next);
  }

  /** Why the last attempt failed, or null if it did not. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closing) {
      try {
        if (!step()) {
          idle();
        }
        failure = null;
        pause = FIRST_PAUSE_MILLIS;
      } catch (IOException | RuntimeException e) {
        report(e);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void idle() {
    idle = true;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
    idle = false;
  }

  /** Sends what is left of one bundle; false where there is nothing to send. */
  private boolean step() throws IOException, InterruptedException {
    long from = cursor.next();
    if (from >= log.size()) {
      return false;
    }
    List<Stored> entries = read(from);
    if (entries.isEmpty()) {
      return false;
    }
    List<Message> made = new ArrayList<>(entries.size());
    for (Stored entry : entries) {
      Message message = messages.of(entry.leaf());
      if (message != null) {
        made.add(message);
      }
    }
    if (!made.isEmpty()) {
      sink.send(made);
    }
    advance(entries.getLast().index() + 1);
    return true;
  }

  private List<Stored> read(long from) throws IOException {
    try {
      return log.bundle(from / BUNDLE).stream().filter(entry -> entry.index() >= from).toList();
    } catch (NoSuchFileException pruned) {
      long first = log.firstIndex();
      if (first <= from) {
        throw pruned;
      }
      LOG.errorf("sink `%s` missed %d records: they were pruned", name, first - from);
      advance(first);
      return read(first);
    }
  }

  private void advance(long to) throws IOException {
    cursor.advance(to);
    next = to;
  }

  private void report(Exception problem) {
    String reason = String.valueOf(problem.getMessage());
    if (!reason.equals(failure)) {
      LOG.errorf("sink `%s` fails and will be tried again: %s", name, reason);
    }
    failure = reason;
  }

  /** Ends at once; what was not acknowledged is sent again after the next start. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sink.close();
  }
}
