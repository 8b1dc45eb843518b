package dev.writ.server.token;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open. */
final class CapturedLog extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");

  CapturedLog() {
    setLevel(Level.ALL);
    setFormatter(new SimpleFormatter());
    root.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    Throwable thrown = record.getThrown();
    lines.add(
        record.getLoggerName()
            + " "
            + (record instanceof org.jboss.logmanager.ExtLogRecord ext
                ? ext.getFormattedMessage()
                : getFormatter().formatMessage(record))
            + (thrown == null ? "" : " " + thrown));
  }

  /** All lines so far. */
  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
