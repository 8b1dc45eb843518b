package dev.writ.agent.ship;

import dev.writ.agent.config.AgentConfig.LogConfig;
import dev.writ.agent.record.AgentLog;
import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.ship.Shipment;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the log to the decision point, from where its copy ends to the newest checkpoint, and
 * deletes here what lies there. An entry may be sent twice, never not at all; its place in the log
 * tells the decision point which one it is.
 */
public final class Shipper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");
  private static final long PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE = 30_000;
  private static final long PATIENCE_SECONDS = 60;
  private static final int BUNDLE = 256;

  private final AgentLog log;
  private final LogConfig configuration;
  private final Destination destination;
  private final Thread thread;
  private long position = -1;
  private volatile long shipped;
  private volatile @Nullable String problem;
  private volatile boolean alarm;

  /** Where shipments go. */
  @FunctionalInterface
  public interface Destination {
    /**
     * Sends a shipment.
     *
     * @return how many entries lie there now
     * @throws IOException if it was not taken
     * @throws Misfit if it does not fit to what lies there
     */
    long send(Shipment shipment) throws IOException, InterruptedException, Misfit;
  }

  private Shipper(AgentLog log, LogConfig configuration, Destination destination) {
    this.log = log;
    this.configuration = configuration;
    this.destination = destination;
    thread = Thread.ofPlatform().daemon().name("writ-agent-shipper").unstarted(this::run);
  }

  /** A shipper at work. */
  public static Shipper start(AgentLog log, LogConfig configuration, Destination destination) {
    var shipper = new Shipper(log, configuration, destination);
    shipper.thread.start();
    return shipper;
  }

  private void run() {
    long pause = PAUSE_MILLIS;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        pause = turn() ? PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE);
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what is new; whether it was taken. */
  private boolean turn() throws InterruptedException {
    try {
      if (position < 0) {
        position = destination.send(Shipment.nothing());
      }
      ship();
      problem = null;
      return true;
    } catch (Misfit e) {
      alarm = true;
      failed(e.getMessage());
    } catch (IOException | InvalidNoteException | TimeoutException | CompletionException e) {
      failed("the log cannot be shipped: " + e.getMessage());
    }
    position = -1;
    return false;
  }

  private void failed(@Nullable String reason) {
    if (!String.valueOf(reason).equals(problem)) {
      LOG.log(alarm ? Level.ERROR : Level.WARNING, reason);
    }
    problem = reason;
  }

  private void ship()
      throws IOException, InvalidNoteException, InterruptedException, TimeoutException, Misfit {
    if (log.log().size() == position) {
      shipped = position;
      return;
    }
    sign();
    String note = Files.readString(new Layout(log.folder()).checkpoint());
    long end = Checkpoint.verified(note, log.key().verifier()).size();
    if (end < position) {
      throw new Misfit(
          "the decision point has "
              + position
              + " entries of this log, which has "
              + end
              + ": it was set back");
    }
    LogReader reader = log.log().reader();
    while (position < end) {
      position = destination.send(next(reader, end, note));
      shipped = position;
    }
    forget();
  }

  private void sign() throws IOException, InterruptedException, TimeoutException {
    try {
      log.log().sign().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  private Shipment next(LogReader reader, long end, String note) throws IOException {
    List<Entry> entries = new ArrayList<>();
    int size = 0;
    long at = position;
    while (at < end && size < Shipment.MAX_SIZE) {
      for (Stored stored : rest(reader, at, end)) {
        var entry = new Entry(stored.leaf(), stored.disclosures(), IndexKeys.NONE);
        size += Shipment.size(entry);
        if (size > Shipment.MAX_SIZE && !entries.isEmpty()) {
          break;
        }
        entries.add(entry);
      }
      at = position + entries.size();
    }
    return new Shipment(position, entries, at == end ? note : "");
  }

  /** The entries of a bundle from an index on, before another. */
  private static List<Stored> rest(LogReader reader, long from, long end) throws IOException {
    return reader.bundle(from / BUNDLE).stream()
        .filter(stored -> stored.index() >= from && stored.index() < end)
        .toList();
  }

  /** What lies there need not lie here once it is a quarter of what may. */
  private void forget() throws IOException {
    if (log.bytes() > configuration.maxBytes() / 4) {
      log.prune(shipped);
    }
  }

  /** How many entries lie at the decision point. */
  public long shipped() {
    return shipped;
  }

  /** Whether the log and its copy do not fit together: somebody must look. */
  public boolean alarm() {
    return alarm;
  }

  /** Why nothing is shipped just now, or null. */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
