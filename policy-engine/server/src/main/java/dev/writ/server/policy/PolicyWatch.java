package dev.writ.server.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Policies} up to date with a folder.
 *
 * <p>A folder is read only after it was still: two listings, a moment apart, must agree before it
 * is read, and a third must agree after, so that neither a half-finished checkout nor an edit
 * during the reading is ever served. File events make this quick; polling makes it certain.
 */
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

  /** Listing a large folder takes time: polling may use one part in this many of it. */
  private static final int IDLE_SHARE = 20;

  private final Path root;
  private final PolicySource source;
  private final Policies policies;
  private final Duration settle;
  private final Duration poll;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "writ-policies");
  private @Nullable Listing served;

  PolicyWatch(Path root, PolicySource source, Policies policies, Duration settle, Duration poll) {
    this.root = root;
    this.source = source;
    this.policies = policies;
    this.settle = settle;
    this.poll = poll;
  }

  /**
   * Loads the folder for the first time, unless it does not come to rest within {@code patience},
   * and watches it from then on.
   */
  void start(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean loaded = load();
    while (!loaded && System.nanoTime() < deadline) {
      loaded = load();
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops watching; does not wait for a load under way. */
  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }

  private void run() {
    try (var events = new FileEvents(root)) {
      while (stopped.getCount() > 0) {
        step(events);
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped watching the policies");
    } catch (IOException e) {
      LOG.errorf("the policies are no longer watched: %s", e.getMessage());
    }
  }

  private void step(FileEvents events) throws InterruptedException {
    long start = System.nanoTime();
    Listing now = Listing.of(root);
    Duration cost = Duration.ofNanos(System.nanoTime() - start);
    events.watch(now.folders());
    if (!now.equals(served)) {
      load();
    } else {
      Duration idle = cost.multipliedBy(IDLE_SHARE);
      events.await(idle.compareTo(poll) > 0 ? idle : poll);
    }
  }

  /** Reads the folder if it is still; whether it was. */
  boolean load() throws InterruptedException {
    Listing before = Listing.of(root);
    if (stopped.await(settle.toNanos(), TimeUnit.NANOSECONDS) || !before.equals(Listing.of(root))) {
      return false;
    }
    PolicySource.Reading reading = read();
    if (!before.equals(Listing.of(root))) {
      return false;
    }
    served = before;
    policies.publish(reading);
    return true;
  }

  /** A fault of ours must not end the watching: the next edit may be free of it. */
  private PolicySource.Reading read() {
    try {
      return source.read();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("reading the policies failed", e);
      return new PolicySource.Reading.Broken(
          new PolicyState.Faults("the policies could not be read: the server's log says why", 1));
    }
  }
}
