package dev.writ.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What a class of the server logs while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger log;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Begins to listen. */
  public static LogLines of(String category) {
    var lines = new LogLines(Logger.getLogger(category));
    lines.log.addHandler(lines);
    return lines;
  }

  private LogLines(Logger log) {
    this.log = log;
  }

  /** What was logged. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(((ExtLogRecord) line).getFormattedMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    log.removeHandler(this);
  }
}
