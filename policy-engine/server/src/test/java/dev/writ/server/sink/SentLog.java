package dev.writ.server.sink;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import dev.writ.server.config.WritConfig.DecisionLog.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** A log of small records, and how it is sent. */
final class SentLog implements AutoCloseable {
  static final String INSTANCE = "pdp-1";
  static final Instant TIME = Instant.parse("2026-03-04T10:00:00Z");
  private static final Rules NO_RULES = Rules.of(null, Map.of());

  private final Path folder;
  private final DecisionLog log;
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

  SentLog(Path folder) throws IOException, InvalidNoteException {
    this.folder = folder;
    log =
        DecisionLog.open(
            folder.resolve("log"),
            SigningKey.generate("test"),
            LogSettings.of(Durability.REQUIRED),
            new LogParts(dropped -> entry(record("gap")), IndexWriter.NONE, List.of()));
  }

  /** Appends records and returns their ids once they are on disk. */
  List<String> append(int from, int count) {
    List<String> ids = IntStream.range(from, from + count).mapToObj(i -> "id-" + i).toList();
    append(ids.stream().map(SentLog::record).toList());
    return ids;
  }

  /** Appends records and returns once they are on disk. */
  void append(List<LogRecord> records) {
    log.append(records.stream().map(SentLog::entry).toList()).join();
  }

  /** What the log has of a record. */
  static String line(String id) {
    return new String(entry(record(id)).leaf(), StandardCharsets.UTF_8);
  }

  private static LogRecord record(String id) {
    return new LogRecord.Stopped(id, TIME, INSTANCE);
  }

  private static Entry entry(LogRecord record) {
    return new RecordWriter().write(record, Masks.NONE);
  }

  /** Sends from where the last delivery ended. */
  Delivery send(Sink sink) throws IOException {
    return send(sink, NO_RULES, Form.RECORD);
  }

  /** The same with rules, in a form. */
  Delivery send(Sink sink, Rules rules, Form form) throws IOException {
    var delivery =
        new Delivery(
            "test",
            log.reader(),
            new Messages(rules, form),
            new Observed(sink),
            Cursor.open(folder.resolve("cursor")));
    delivery.start();
    return delivery;
  }

  /** Notes up to where a delivery has come. */
  void sentUntil(long next) throws IOException {
    Cursor.open(folder.resolve("cursor")).advance(next);
  }

  /** Waits for the next failed attempt to send; what it said. */
  String nextFailure() throws InterruptedException {
    return failures.take();
  }

  @Override
  public void close() {
    log.close();
  }

  /** Tells of failures. */
  private final class Observed implements Sink {
    private final Sink sink;

    Observed(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void send(List<Message> messages) throws IOException, InterruptedException {
      try {
        sink.send(messages);
      } catch (IOException e) {
        failures.add(String.valueOf(e.getMessage()));
        throw e;
      }
    }

    @Override
    public void close() {
      sink.close();
    }
  }
}
