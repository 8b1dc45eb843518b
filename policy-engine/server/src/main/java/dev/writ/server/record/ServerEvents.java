package dev.writ.server.record;

import dev.writ.authzen.RecordIds;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.Peer;
import dev.writ.log.record.LogRecord;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens to the server itself, in order with its decisions: which policies decide
 * from when on, whom it turned away, who read the log. Safe for use by several threads.
 */
@Singleton
public class ServerEvents {
  private static final Logger LOG = Logger.getLogger(ServerEvents.class);

  private final Recorder recorder;
  private final Clock clock;
  private final RefusalLimit refusals;

  public ServerEvents(Recorder recorder, Clock clock) {
    this.recorder = recorder;
    this.clock = clock;
    this.refusals = new RefusalLimit();
  }

  /** What a record of an event begins with. */
  private record Head(String id, Instant time, String instance) {}

  /** From here on this policy set decides. */
  public void policyLoaded(Program program) {
    Head head = head();
    keep(
        new LogRecord.PolicyLoaded(
            head.id(), head.time(), head.instance(), program.name(), program.revision()));
  }

  /** A policy set was refused that had so many problems. */
  public void policyRejected(int problems) {
    Head head = head();
    keep(new LogRecord.PolicyRejected(head.id(), head.time(), head.instance(), null, problems));
  }

  /**
   * A caller was turned away. Callers can cause many of these at no cost, so only so many are
   * recorded in a second, and the number of the others.
   *
   * @param peer who it proved to be, or null where it did not
   * @param code the reason, of a closed set
   * @param path what was asked for, without its query
   */
  public void refused(@Nullable String peer, int status, String code, String path) {
    if (!recorder.keeps()) {
      return;
    }
    long missed = refusals.admit(clock.millis() / 1000);
    if (missed < 0) {
      return;
    }
    Head head = head();
    if (missed > 0) {
      keep(
          new LogRecord.Gap(
              RecordIds.at(clock.millis()), head.time(), head.instance(), missed, "refusals"));
    }
    keep(new LogRecord.Refused(head.id(), head.time(), head.instance(), peer, status, code, path));
  }

  /**
   * Somebody reads the log.
   *
   * @param filter what was asked for
   * @param count how many records will be given out
   * @return when that is recorded; nothing may be given out before, or if it fails
   */
  public Uni<Void> read(Peer peer, Map<String, String> filter, int count) {
    Head head = head();
    return recorder.keep(
        List.of(
            new LogRecord.LogRead(head.id(), head.time(), head.instance(), peer, filter, count)),
        null);
  }

  private Head head() {
    Instant now = clock.instant();
    return new Head(RecordIds.at(now.toEpochMilli()), now, recorder.instance());
  }

  private void keep(LogRecord record) {
    if (recorder.keeps()) {
      recorder
          .keep(List.of(record), (@Nullable Program) null)
          .subscribe()
          .with(
              done -> {},
              failure -> LOG.errorf("an event could not be recorded: %s", failure.getMessage()));
    }
  }
}
