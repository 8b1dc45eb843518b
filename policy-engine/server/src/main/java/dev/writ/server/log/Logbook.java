package dev.writ.server.log;

import dev.writ.log.checkpoint.CheckpointSink;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.read.Index;
import dev.writ.log.read.LogSearch;
import dev.writ.log.read.SearchKeys;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordEncoder;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.FolderLock;
import dev.writ.log.store.Gap;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogSettings;
import dev.writ.log.store.LogStatus;
import dev.writ.log.store.Recovery;
import dev.writ.server.config.WritConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The decision log of this server, from its start to its stop. Thread-safe. */
public final class Logbook implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Logbook.class);

  /** How many records one page may read, about half a second's worth. */
  private static final long MOST_READ = 32_768;

  private final Path folder;
  private final DecisionLog log;
  private final Index index;
  private final Diary diary;
  private final RecordEncoder encoder;
  private final VerifierKey verifier;
  private final LogRecorder recorder;
  private final LastCheckpoint last;

  private Logbook(
      Path folder,
      DecisionLog log,
      Index index,
      Diary diary,
      RecordEncoder encoder,
      VerifierKey verifier,
      LogRecorder recorder,
      LastCheckpoint last) {
    this.folder = folder;
    this.log = log;
    this.index = index;
    this.diary = diary;
    this.encoder = encoder;
    this.verifier = verifier;
    this.recorder = recorder;
    this.last = last;
  }

  /**
   * Opens the log in a folder, and records that the server starts.
   *
   * @param wake called when something new was appended
   * @throws LogUnusable if it cannot be written, or is not what was signed
   */
  static Logbook open(
      Path data,
      WritConfig.DecisionLog configuration,
      Publications publications,
      String instance,
      Clock clock,
      Runnable wake) {
    try {
      Files.createDirectories(data);
      Path folder = data.resolve("log");
      boolean fresh = !Files.isDirectory(folder);
      FolderLock lock = FolderLock.take(folder);
      try {
        Index index =
            Index.open(data.resolve("index"), SearchKeys.open(data.resolve("search-keys")));
        if (!fresh) {
          index.catchUp(LogReader.of(folder));
        }
        return open(lock, data, index, configuration, publications, instance, clock, wake);
      } catch (IOException | InvalidNoteException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | InvalidNoteException e) {
      throw new LogUnusable("the decision log cannot be used: " + e.getMessage());
    }
  }

  private static Logbook open(
      FolderLock lock,
      Path data,
      Index index,
      WritConfig.DecisionLog configuration,
      Publications publications,
      String instance,
      Clock clock,
      Runnable wake)
      throws IOException, InvalidNoteException {
    Path folder = data.resolve("log");
    Path keyFile = configuration.keyFile().orElse(data.resolve("log.key"));
    SigningKey key = KeyFiles.read(keyFile, "writ/" + instance, VerifierKey.ED25519);
    Diary diary = new Diary(clock, instance);
    RecordEncoder encoder = new RecordEncoder(Masking.of(configuration.mask()));
    var last = new LastCheckpoint(clock);
    List<CheckpointSink> sinks = new ArrayList<>(publications.of(data, folder, key.verifier()));
    sinks.add(last);
    Gap gap = dropped -> encoder.entry(diary.gap(dropped, "dropped"));
    var parts = new LogParts(gap, new IndexAndWake(index, wake), sinks);
    DecisionLog log = DecisionLog.open(lock, key, settings(configuration), parts);
    var recorder = new LogRecorder(instance, log, configuration.durability(), encoder);
    return new Logbook(folder, log, index, diary, encoder, key.verifier(), recorder, last);
  }

  private static LogSettings settings(WritConfig.DecisionLog configuration) {
    LogSettings defaults = LogSettings.of(configuration.durability());
    return new LogSettings(
        defaults.durability(),
        defaults.queueEntries(),
        defaults.queueBytes(),
        configuration.checkpoint().interval(),
        defaults.checkpointEntries(),
        defaults.keepEvery(),
        defaults.journalBytes());
  }

  /** Records the start, and what it found. */
  void started(String version, Map<String, String> settings) {
    Recovery found = log.recovery();
    if (!found.fresh() && !found.stopped()) {
      keep(diary.gap(null, "unclean-stop"));
    }
    keep(diary.started(version, ofTheLog(settings)));
    try {
      List<String> changed =
          new SettingsMemory(folder.resolveSibling("settings.properties")).changed(settings);
      if (!changed.isEmpty()) {
        keep(diary.configurationChanged(changed));
      }
      log.sign().join();
    } catch (IOException e) {
      throw new LogUnusable("the last settings cannot be read or kept: " + e.getMessage());
    }
  }

  /** What shapes the log; nothing of sinks, whose settings hold credentials. */
  private static Map<String, String> ofTheLog(Map<String, String> settings) {
    Map<String, String> own = new TreeMap<>(settings);
    own.keySet().removeIf(key -> !key.startsWith("writ.log.") || key.startsWith("writ.log.sinks."));
    return own;
  }

  private void keep(LogRecord record) {
    try {
      log.append(List.of(encoder.entry(record))).join();
    } catch (CompletionException e) {
      throw new LogUnusable("the decision log cannot be written: " + e.getCause());
    }
  }

  /**
   * Deletes what is older than the operator keeps, up to the first record that is not, so that a
   * clock that was wrong for a while never deletes too early.
   *
   * @return how many records are gone in all
   */
  long prune(Instant before) throws IOException {
    long to = log.prunable(search().firstSince(before));
    if (to > log.reader().firstIndex()) {
      log.prune(to, true, encoder.entry(diary.pruned(to))).join();
    }
    return to;
  }

  /** Searches it; no page reads so much that it takes long. */
  public LogSearch search() {
    return new LogSearch(log.reader(), index, MOST_READ);
  }

  /** What keeps decisions. */
  LogRecorder recorder() {
    return recorder;
  }

  /** The log itself. */
  public DecisionLog log() {
    return log;
  }

  /** The log's own folder. */
  public Path folder() {
    return folder;
  }

  /** What verifies its checkpoints. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** How it is doing. */
  public LogStatus status() {
    return log.status();
  }

  /** How long ago a checkpoint was signed, or null where none was since the start. */
  public @Nullable Duration checkpointAge() {
    return last.age();
  }

  /** Records that the server stops, and closes the log. */
  @Override
  public void close() {
    try {
      keep(diary.stopped());
    } catch (LogUnusable e) {
      LOG.errorf("the stop could not be recorded: %s", e.getMessage());
    }
    log.close();
    try {
      index.close();
    } catch (IOException e) {
      LOG.errorf("the index of the log could not be closed: %s", e.getMessage());
    }
  }
}
