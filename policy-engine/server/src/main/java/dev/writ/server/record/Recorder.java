package dev.writ.server.record;

import dev.writ.engine.program.Program;
import dev.writ.log.record.LogRecord;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where records are kept. Safe for use by several threads. */
public interface Recorder {
  /** Nothing is kept. */
  Recorder NONE =
      new Recorder() {
        @Override
        public boolean keeps() {
          return false;
        }

        @Override
        public String instance() {
          return "";
        }

        @Override
        public Uni<Void> keep(List<LogRecord> records, @Nullable Program program) {
          return KEPT;
        }
      };

  /** Returned, as this very object, where there is nothing to wait for. */
  Uni<Void> KEPT = Uni.createFrom().voidItem();

  /** Whether anything is kept; if not, no record need be made. Never changes. */
  boolean keeps();

  /** The name of this server in its records. */
  String instance();

  /**
   * Keeps the records of one request, in their order. Never blocks.
   *
   * @param program which decided and whose schema says what is sensitive; null if none did
   * @return when they are as safe as the operator asked for, or a failure where they cannot be:
   *     then no decision of that request may leave but deny
   */
  Uni<Void> keep(List<LogRecord> records, @Nullable Program program);
}
