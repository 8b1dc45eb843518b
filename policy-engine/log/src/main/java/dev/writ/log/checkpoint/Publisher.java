package dev.writ.log.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands each checkpoint to every sink, each on a thread of its own, so that neither the log nor
 * another sink waits for a slow one. What fails is tried again until a newer checkpoint replaces
 * it.
 */
public final class Publisher implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.writ.log");
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final List<Courier> couriers = new ArrayList<>();

  /** Starts a thread for each sink. */
  public Publisher(List<CheckpointSink> sinks) {
    for (CheckpointSink sink : sinks) {
      Courier courier = new Courier(sink);
      couriers.add(courier);
      courier.thread.start();
    }
  }

  /** Publishes a signed checkpoint; returns at once. */
  public void publish(String note) {
    couriers.forEach(courier -> courier.give(note));
  }

  /** Waits a few seconds until the last checkpoint is published, or its sink has failed. */
  @Override
  public void close() {
    couriers.forEach(Courier::leave);
    long end = System.nanoTime() + FAREWELL.toNanos();
    for (Courier courier : couriers) {
      courier.join(end - System.nanoTime());
    }
  }

  private static final class Courier implements Runnable {

    private final CheckpointSink sink;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable String next;
    private boolean leaving;

    Courier(CheckpointSink sink) {
      this.sink = sink;
      thread = Thread.ofPlatform().daemon().name("writ-log-checkpoints").unstarted(this);
    }

    void give(String note) {
      lock.lock();
      try {
        next = note;
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    void leave() {
      lock.lock();
      try {
        leaving = true;
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    void join(long nanos) {
      try {
        if (!thread.join(Duration.ofNanos(Math.max(nanos, 1)))) {
          thread.interrupt();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      try {
        for (String note = take(); note != null; note = take()) {
          deliver(note);
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    private @Nullable String take() throws InterruptedException {
      lock.lock();
      try {
        while (next == null && !leaving) {
          changed.await();
        }
        String note = next;
        next = null;
        return note;
      } finally {
        lock.unlock();
      }
    }

    private void deliver(String note) throws InterruptedException {
      try {
        sink.publish(note);
      } catch (IOException | RuntimeException failed) {
        LOG.log(Level.WARNING, "a checkpoint could not be published: {0}", failed.getMessage());
        retryLater(note);
      }
    }

    private void retryLater(String note) throws InterruptedException {
      lock.lock();
      try {
        long left = RETRY.toNanos();
        while (left > 0 && !leaving) {
          left = changed.awaitNanos(left);
        }
        if (next == null && !leaving) {
          next = note;
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
