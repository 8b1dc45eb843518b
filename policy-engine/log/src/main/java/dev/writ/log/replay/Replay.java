package dev.writ.log.replay;

import dev.writ.engine.Engine;
import dev.writ.engine.program.Revision;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides the requests of a log again. What the policy set itself knew of subject and resource
 * comes from the set that decides now; everything else from the record. What was not stored is
 * unknown, never absent, and a decision that depends on it is undecidable. Immutable, thread-safe.
 */
public final class Replay {
  private static final int BUNDLE = 256;

  private final Function<Revision, @Nullable Engine> deciding;
  private final Function<Revision, @Nullable Engine> recorded;

  private Replay(
      Function<Revision, @Nullable Engine> deciding,
      Function<Revision, @Nullable Engine> recorded) {
    this.deciding = deciding;
    this.recorded = recorded;
  }

  /**
   * Decides each request by the policy set that decided it: every decision must be the same.
   *
   * @param revisions the engine of a revision, or null where it is not at hand
   */
  public static Replay same(Function<Revision, @Nullable Engine> revisions) {
    return new Replay(revisions, revisions);
  }

  /**
   * Decides every request by one policy set.
   *
   * @param revisions the engine of a revision that decided then, or null where it is not at hand;
   *     it only matters to records with values that were deleted
   */
  public static Replay against(Engine engine, Function<Revision, @Nullable Engine> revisions) {
    return new Replay(revision -> engine, revisions);
  }

  /**
   * Decides the entries from one index to before another.
   *
   * @param threads how many decide at the same time, at least 1
   * @param progress told by those threads how many entries are done
   * @throws IOException where the log cannot be read
   */
  public ReplayReport run(LogReader log, long from, long to, int threads, LongConsumer progress)
      throws IOException, InterruptedException {
    var range =
        new Range(log, Math.max(from, log.firstIndex()), Math.min(to, log.size()), progress);
    List<Judge> judges = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Judge judge = new Judge(deciding, recorded);
      judges.add(judge);
      running.add(Thread.ofPlatform().name("writ-replay-" + i).start(() -> range.work(judge)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (range.failure.get() != null) {
      throw range.failure.get();
    }
    Tally all = new Tally();
    judges.forEach(judge -> all.add(judge.tally()));
    return all.report();
  }

  /** Decides a whole log on all processors. */
  public ReplayReport run(LogReader log) throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    return run(log, 0, Long.MAX_VALUE, threads, done -> {});
  }

  /** What the threads share: they take bundle after bundle. */
  private static final class Range {
    private final LogReader log;
    private final long from;
    private final long to;
    private final LongConsumer progress;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    Range(LogReader log, long from, long to, LongConsumer progress) {
      this.log = log;
      this.from = from;
      this.to = to;
      this.progress = progress;
      this.next = new AtomicLong(from / BUNDLE);
    }

    void work(Judge judge) {
      try {
        long bundle = next.getAndIncrement();
        while (bundle * BUNDLE < to && failure.get() == null) {
          bundle(judge, log.bundle(bundle));
          bundle = next.getAndIncrement();
        }
      } catch (IOException failed) {
        failure.compareAndSet(null, failed);
      } catch (RuntimeException broken) {
        failure.compareAndSet(null, new IOException("the replay broke off", broken));
      }
    }

    private void bundle(Judge judge, List<LogReader.Stored> entries) {
      for (LogReader.Stored entry : entries) {
        if (entry.index() >= from && entry.index() < to) {
          judge.judge(entry);
        }
      }
      progress.accept(done.addAndGet(entries.size()));
    }
  }
}
