package dev.writ.bundle;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source for bundles for as long as it is open. After a failure it waits twice as long as
 * after the one before, up to half a minute and with some chance, so that a thousand readers do not
 * come back at once.
 */
public final class BundleFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.bundle");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final BundleSource source;
  private final BundleHolder holder;
  private final Duration interval;
  private final AtomicLong failures = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String problem;

  private BundleFeed(BundleSource source, BundleHolder holder, Duration interval) {
    this.source = source;
    this.holder = holder;
    this.interval = interval;
    thread = Thread.ofPlatform().daemon().name("writ-bundle-feed").unstarted(this::run);
  }

  /**
   * Begins to ask.
   *
   * @param interval the pause after each answer
   */
  public static BundleFeed start(BundleSource source, BundleHolder holder, Duration interval) {
    var feed = new BundleFeed(source, holder, interval);
    feed.thread.start();
    return feed;
  }

  /** Waits until the source was asked once, whatever came of it, but no longer than this. */
  public void awaitFirst(Duration patience) throws InterruptedException {
    looked.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      boolean open = true;
      while (open) {
        boolean answered = look();
        looked.countDown();
        open = !closed.await((answered ? interval : varied(pause)).toNanos(), TimeUnit.NANOSECONDS);
        pause = answered ? FIRST_PAUSE : longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static Duration varied(Duration pause) {
    long half = pause.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  /** Whether the source answered. A fault of ours must not end the feed. */
  private boolean look() throws InterruptedException {
    try {
      Optional<byte[]> bundle = source.next();
      bundle.ifPresent(holder::offer);
      problem = null;
      return true;
    } catch (IOException | RuntimeException e) {
      failed("no bundle can be had: " + e);
      return false;
    }
  }

  private void failed(String reason) {
    failures.incrementAndGet();
    if (!reason.equals(problem)) {
      LOG.log(Level.WARNING, "{0}; going on with what there is", reason);
    }
    problem = reason;
  }

  /** How often the source did not answer. */
  public long failures() {
    return failures.get();
  }

  /** Why the source does not answer; empty where it does. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
