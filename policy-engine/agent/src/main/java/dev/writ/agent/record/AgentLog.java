package dev.writ.agent.record;

import dev.writ.agent.config.AgentConfig.Keeping;
import dev.writ.agent.config.AgentConfig.LogConfig;
import dev.writ.agent.decide.Recorder;
import dev.writ.authzen.RecordIds;
import dev.writ.engine.program.Program;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.mask.MaskPlan;
import dev.writ.log.mask.MaskSettings;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordEncoder;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Disk;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Gap;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The agent's log, open. Thread-safe. */
public final class AgentLog implements Recorder, AutoCloseable {
  private final Path folder;
  private final SigningKey key;
  private final DecisionLog log;
  private final RecordEncoder encoder;
  private final boolean waits;
  private final String instance;
  private final Clock clock;
  private final long maxBytes;
  private volatile boolean full;

  private AgentLog(
      Path folder,
      SigningKey key,
      DecisionLog log,
      RecordEncoder encoder,
      boolean waits,
      String instance,
      Clock clock,
      long maxBytes) {
    this.folder = folder;
    this.key = key;
    this.log = log;
    this.encoder = encoder;
    this.waits = waits;
    this.instance = instance;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens the log in the agent's folder, or begins one there, and records that the agent starts.
   *
   * @throws IOException if it cannot be written, or is not what was signed
   */
  public static AgentLog open(
      Path data, LogConfig configuration, String instance, String version, Clock clock, Disk disk)
      throws IOException {
    SigningKey key = key(data.resolve("log.key"), instance);
    var durability =
        configuration.keeping() == Keeping.REQUIRED ? Durability.REQUIRED : Durability.BEST_EFFORT;
    var encoder = new RecordEncoder(program -> masks(program, configuration));
    Gap gap = dropped -> encoder.entry(gap(clock, instance, dropped, "dropped"));
    Path folder = data.resolve("log");
    DecisionLog log =
        DecisionLog.open(
            folder,
            key,
            LogSettings.of(durability),
            new LogParts(gap, IndexWriter.NONE, List.of(), disk));
    boolean waits = durability == Durability.REQUIRED;
    var opened =
        new AgentLog(folder, key, log, encoder, waits, instance, clock, configuration.maxBytes());
    opened.started(version);
    return opened;
  }

  private static SigningKey key(Path file, String instance) throws IOException {
    try {
      if (Files.exists(file)) {
        return SigningKey.read(file);
      }
      SigningKey fresh = SigningKey.generate("writ-agent/" + instance);
      fresh.write(file);
      return fresh;
    } catch (InvalidNoteException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Masks masks(@Nullable Program program, LogConfig configuration) {
    return program == null
        ? Masks.ALL
        : MaskPlan.of(
            program,
            new MaskSettings(
                configuration.conceal(),
                joined(MaskSettings.DEFAULTS.never(), configuration.never()),
                joined(MaskSettings.DEFAULTS.clear(), configuration.clear())));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private void started(String version) throws IOException {
    if (!log.recovery().fresh() && !log.recovery().stopped()) {
      append(gap(clock, instance, null, "unclean-stop"));
    }
    Instant now = clock.instant();
    append(new LogRecord.Started(id(now), now, instance, version, Map.of()));
  }

  private static LogRecord gap(Clock clock, String instance, @Nullable Long count, String reason) {
    Instant now = clock.instant();
    return new LogRecord.Gap(id(now), now, instance, count, reason);
  }

  private static String id(Instant now) {
    return RecordIds.at(now.toEpochMilli());
  }

  private void append(LogRecord record) throws IOException {
    try {
      log.append(List.of(encoder.entry(record))).join();
    } catch (CompletionException e) {
      throw new IOException("the decision log cannot be written: " + e.getCause(), e);
    }
  }

  @Override
  public CompletableFuture<Long> keep(List<LogRecord> records, @Nullable Program program) {
    CompletableFuture<Long> appended = appended(records, program);
    return waits ? appended : KEPT;
  }

  private CompletableFuture<Long> appended(List<LogRecord> records, @Nullable Program program) {
    if (full) {
      return CompletableFuture.failedFuture(
          new IOException("the decision log has reached `log.max-bytes`"));
    }
    try {
      return log.append(encoder.entries(records, program));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** How many bytes it has on disk. */
  public long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(AgentLog::size).sum();
    }
  }

  /** A file may be gone by now. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Looks how large it is, and refuses records while it is larger than it may be. */
  public void measure() {
    try {
      full = bytes() > maxBytes;
    } catch (IOException | UncheckedIOException e) {
      System.getLogger("dev.writ.agent")
          .log(System.Logger.Level.WARNING, "the log cannot be measured: {0}", e.getMessage());
    }
  }

  /** Whether records are refused because of the bound on the disk. */
  public boolean isFull() {
    return full;
  }

  /** Deletes entries that lie elsewhere by now; keeps their hashes. */
  public void prune(long before) throws IOException {
    long to = log.prunable(before);
    if (to > log.reader().firstIndex()) {
      Instant now = clock.instant();
      var record = new LogRecord.Pruned(id(now), now, instance, false, 0, to);
      try {
        log.prune(to, true, encoder.entry(record)).join();
      } catch (CompletionException e) {
        throw new IOException("the decision log cannot be shortened: " + e.getCause(), e);
      }
    }
  }

  /** The log itself. */
  public DecisionLog log() {
    return log;
  }

  /** Its folder. */
  public Path folder() {
    return folder;
  }

  /** What signs it; its name is the log's origin. */
  public SigningKey key() {
    return key;
  }

  /** Records that the agent stops, and closes the log. */
  @Override
  public void close() {
    try {
      Instant now = clock.instant();
      append(new LogRecord.Stopped(id(now), now, instance));
    } catch (IOException e) {
      System.getLogger("dev.writ.agent")
          .log(System.Logger.Level.ERROR, "the stop could not be recorded: {0}", e.getMessage());
    }
    log.close();
  }
}
