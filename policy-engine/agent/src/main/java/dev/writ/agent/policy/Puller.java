package dev.writ.agent.policy;

import dev.writ.agent.config.AgentConfig.BundleConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks for bundles for as long as the agent runs. After a failure it waits twice as long as after
 * the one before, up to half a minute and with some chance, so that a thousand agents do not come
 * back at once.
 */
public final class Puller implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 30_000;
  private static final Duration LEAST = Duration.ofMillis(100);

  private final Source source;
  private final Policies policies;
  private final Duration interval;
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable String problem;

  private Puller(Source source, Policies policies, Duration interval) {
    this.source = source;
    this.policies = policies;
    this.interval = interval;
    thread = Thread.ofPlatform().daemon().name("writ-agent-bundles").unstarted(this::run);
  }

  /** A puller from the source that is configured; looks once before it returns. */
  public static Puller start(BundleConfig configuration, Clients clients, Policies policies) {
    boolean file = "file".equals(configuration.source().getScheme());
    Source source =
        file
            ? new FileSource(Path.of(configuration.source()))
            : new HttpSource(configuration.source(), clients, configuration.interval());
    var puller = new Puller(source, policies, file ? configuration.interval() : LEAST);
    if (file) {
      puller.turn();
    }
    puller.thread.start();
    return puller;
  }

  private void run() {
    long pause = FIRST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        pause = turn() ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
        long chance = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        Thread.sleep(problem == null ? interval.toMillis() : pause / 2 + chance);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; whether the source answered, and with nothing to refuse. */
  private boolean turn() {
    try {
      byte[] bundle = source.next();
      if (bundle.length > 0 && !policies.offer(bundle)) {
        source.forget();
        failed("the bundle that is offered was refused");
        return false;
      }
      problem = null;
      return true;
    } catch (IOException e) {
      failed("no bundle can be had: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void failed(String reason) {
    failures.incrementAndGet();
    if (!reason.equals(problem)) {
      LOG.log(Level.WARNING, "{0}; going on with what there is", reason);
    }
    problem = reason;
  }

  /** How often the source gave no bundle to decide by. */
  public long failures() {
    return failures.get();
  }

  /** Why the source does not answer, or null where it does. */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
