package dev.writ.server.git;

import dev.writ.git.Commit;
import dev.writ.git.GitSource;
import dev.writ.git.GitUnavailable;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.PolicyState.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Policies} up to date with a branch or tag, on a thread of its own. A commit is
 * looked at once; whatever is wrong with it or with the remote, the last good one goes on deciding.
 */
final class GitWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GitWatch.class);

  /** Between the beginnings of two looks, however often it is woken: calls can be repeated. */
  private static final long BREATH = Duration.ofMillis(500).toNanos();

  private final GitSource source;
  private final CommitReader reader;
  private final Policies policies;
  private final BiConsumer<Commit, Reading> listener;
  private final Duration poll;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch looked = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "writ-git");
  private volatile boolean closed;
  private volatile @Nullable String problem;
  private @Nullable String considered;

  /**
   * @param listener is told what became of each commit that was fetched
   */
  GitWatch(
      GitSource source,
      CommitReader reader,
      Policies policies,
      BiConsumer<Commit, Reading> listener,
      Duration poll) {
    this.source = source;
    this.reader = reader;
    this.policies = policies;
    this.listener = listener;
    this.poll = poll;
  }

  /**
   * Fetches for the first time and goes on. Where the remote is gone, or has not answered within
   * {@code patience}, the last good commit on disk decides.
   */
  void start(Duration patience) throws InterruptedException {
    thread.setDaemon(true);
    thread.start();
    if (!looked.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      restore("the remote is slow");
    }
  }

  /** Looks at the remote soon, instead of at the next poll. Never waits. */
  void wake() {
    wakes.release();
  }

  /** Why the remote could not be asked; null if it could. */
  @Nullable String problem() {
    return problem;
  }

  /** When the remote last answered; empty if it never did. */
  Optional<Instant> contact() {
    return source.contact();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        long began = System.nanoTime();
        look();
        looked.countDown();
        boolean woken = wakes.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS);
        TimeUnit.NANOSECONDS.sleep(BREATH - Math.min(BREATH, System.nanoTime() - began));
        wakes.drainPermits();
        LOG.debugf("looking at the remote, woken: %s", woken);
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped watching the remote");
    } finally {
      source.close();
    }
  }

  /** A fault of ours must not end the watching: the next commit may be free of it. */
  private void look() {
    try {
      Commit commit = source.fetch();
      problem = null;
      if (!commit.id().equals(considered)) {
        restoreUnlessGood(commit);
        consider(commit);
      }
    } catch (GitUnavailable e) {
      unavailable(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("reading the policies failed", e);
      unavailable("the policies could not be read: the server's log says why");
    }
  }

  private void unavailable(String why) {
    if (!why.equals(problem)) {
      LOG.errorf("%s; the remote last answered: %s", why, age());
      problem = why;
    }
    restore(why);
  }

  private synchronized void consider(Commit commit) {
    Reading reading = reader.read(commit);
    considered = commit.id();
    if (reading instanceof Reading.Good) {
      source.accept(commit);
    }
    policies.publish(reading);
    listener.accept(commit, reading);
  }

  /** A new commit may turn out broken: what decided before this process must then decide still. */
  private void restoreUnlessGood(Commit newest) {
    if (source.good().filter(good -> !good.equals(newest)).isPresent()) {
      restore("the newest commit was not looked at yet");
    }
  }

  /** Begins with the last good commit on disk where nothing decides yet, and says how old it is. */
  private synchronized void restore(String why) {
    if (!(policies.current() instanceof Unavailable nothing)) {
      return;
    }
    Optional<Commit> good = source.good();
    if (good.isPresent()) {
      LOG.infof(
          "%s: beginning with commit %s of %s from disk; the remote last answered: %s",
          why, good.get().id(), good.get().time(), age());
      policies.publish(reader.read(good.get()));
    } else if (nothing.faults() == null) {
      policies.publish(new Reading.Broken(new Faults(why, 1)));
    }
  }

  private String age() {
    return source.contact().map(Instant::toString).orElse("never");
  }
}
