package dev.writ.log.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that follows the journal with everything derived from it. It may lag by a bounded
 * number of groups; then writing waits for it.
 */
final class Steps implements Runnable {

  /** One piece of work. */
  @FunctionalInterface
  interface Step {

    void run(Tiler tiler) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger("dev.writ.log");
  private static final int BEHIND = 64;
  private static final int MOST_UNWRITTEN = 256;
  private static final long RETRY_MILLIS = 100;

  private final BlockingQueue<Step> queue = new ArrayBlockingQueue<>(BEHIND);
  private final Tiler tiler;
  private volatile boolean hurried;
  private volatile boolean closing;
  private volatile @Nullable String trouble;

  Steps(Tiler tiler) {
    this.tiler = tiler;
  }

  /** Adds a step; waits while too many wait. */
  void add(Step step) throws InterruptedException {
    queue.put(step);
  }

  /** From now on no step waits until the disk works again. */
  void hurry() {
    hurried = true;
  }

  /** Ends the thread when all steps before are done. */
  void close() throws InterruptedException {
    closing = true;
    queue.put(ignored -> {});
  }

  /** What went wrong last, or null if everything goes well. */
  @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        attempt(queue.take());
        while (tiler.unwritten() > MOST_UNWRITTEN && !hurried) {
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
          attempt(Tiler::write);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Step step) {
    try {
      step.run(tiler);
      trouble = tiler.distrust();
    } catch (IOException | RuntimeException failed) {
      if (trouble == null) {
        LOG.log(Level.ERROR, "the decision log has trouble with its files", failed);
      }
      trouble = String.valueOf(failed.getMessage());
    }
  }
}
