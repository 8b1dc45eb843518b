package dev.writ.server.decisions;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.record.Keys;
import dev.writ.log.record.Leaves;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import dev.writ.log.store.LogSettings;
import dev.writ.log.store.Redaction;
import dev.writ.server.record.RecordIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deletes values that lie beside a log that nobody else has open, and records that. */
public final class Redactor {
  /** So many digests fit into one record. */
  private static final int PER_RECORD = 1_000;

  private static final int BUNDLE = 256;
  private static final String INSTANCE = "writ log redact";

  private final DecisionLog log;
  private final RecordWriter writer = new RecordWriter();

  private Redactor(DecisionLog log) {
    this.log = log;
  }

  /**
   * Deletes values.
   *
   * @param data the folder that a server keeps, with its key in it
   * @param id of the one record, or null for all that match
   * @param path of the values, such as {@code subject.email}, or null for all
   * @param by who asks for it
   * @return how many were deleted
   * @throws IOException if the log is open elsewhere, or cannot be read or written
   */
  public static long redact(
      Path data, @Nullable String id, Filter filter, @Nullable String path, String by)
      throws IOException {
    try (DecisionLog log = open(data)) {
      var redactor = new Redactor(log);
      if (!log.recovery().stopped()) {
        log.append(List.of(redactor.entry(uncleanStop()))).join();
      }
      List<Redaction> all = redactor.select(id, filter, path);
      Map<String, String> selection = new TreeMap<>(filter.asked());
      if (id != null) {
        selection.put("id", id);
      }
      if (path != null) {
        selection.put("path", path);
      }
      for (int from = 0; from < all.size(); from += PER_RECORD) {
        redactor.delete(all.subList(from, Math.min(from + PER_RECORD, all.size())), selection, by);
      }
      return all.size();
    }
  }

  private static DecisionLog open(Path data) throws IOException {
    try {
      SigningKey key = SigningKey.read(data.resolve("log.key"));
      return DecisionLog.open(
          data.resolve("log"),
          key,
          LogSettings.of(Durability.REQUIRED),
          new LogParts(
              dropped -> {
                throw new IllegalStateException("nothing is dropped where all must be kept");
              },
              IndexWriter.NONE,
              List.of()));
    } catch (InvalidNoteException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<Redaction> select(@Nullable String id, Filter filter, @Nullable String path)
      throws IOException {
    LogReader reader = log.reader();
    List<Redaction> all = new ArrayList<>();
    for (long bundle = reader.firstIndex() / BUNDLE; bundle * BUNDLE < reader.size(); bundle++) {
      for (Stored stored : reader.bundle(bundle)) {
        if (!stored.disclosures().isEmpty() && matches(stored, id, filter)) {
          select(stored, path, all);
        }
      }
    }
    return all;
  }

  private static boolean matches(Stored stored, @Nullable String id, Filter filter) {
    LogRecord record = Finder.record(stored);
    return (id == null || id.equals(record.id())) && filter.matches(Keys.of(record));
  }

  private static void select(Stored stored, @Nullable String path, List<Redaction> all) {
    for (Disclosure disclosure : stored.disclosures()) {
      if (path == null || path.equals(Leaves.disclosed(disclosure.content()).path())) {
        all.add(new Redaction(stored.index(), disclosure.digest()));
      }
    }
  }

  private void delete(List<Redaction> redactions, Map<String, String> selection, String by) {
    Instant now = Instant.now();
    List<String> digests =
        redactions.stream()
            .map(one -> Base64.getUrlEncoder().withoutPadding().encodeToString(one.digest()))
            .toList();
    var record =
        new LogRecord.Redacted(
            RecordIds.at(now.toEpochMilli()), now, INSTANCE, by, selection, digests);
    log.redact(redactions, entry(record)).join();
  }

  private static LogRecord uncleanStop() {
    Instant now = Instant.now();
    return new LogRecord.Gap(RecordIds.at(now.toEpochMilli()), now, INSTANCE, null, "unclean-stop");
  }

  private Entry entry(LogRecord record) {
    return writer.write(record, Masks.NONE);
  }
}
