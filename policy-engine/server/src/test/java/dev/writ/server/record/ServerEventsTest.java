package dev.writ.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Program;
import dev.writ.log.record.LogRecord;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerEventsTest {
  private final List<LogRecord> kept = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-04T10:00:00Z");

  private final Recorder recorder =
      new Recorder() {
        @Override
        public boolean keeps() {
          return true;
        }

        @Override
        public String instance() {
          return "here";
        }

        @Override
        public Uni<Void> keep(List<LogRecord> records, @Nullable Program program) {
          kept.addAll(records);
          return KEPT;
        }
      };

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final ServerEvents events = new ServerEvents(recorder, clock);

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      events.refused(null, 401, "no-credentials", "/access/v1/evaluation");
    }
  }

  @Test
  void ofManyRefusalsInASecondSomeAreRecordedAndTheOthersCounted() {
    refuse(10_000);
    assertThat(kept)
        .hasSize(RefusalLimit.PER_SECOND)
        .hasOnlyElementsOfType(LogRecord.Refused.class);
    now = now.plusSeconds(1);
    refuse(1);
    assertThat(kept).hasSize(RefusalLimit.PER_SECOND + 2);
    assertThat(kept.get(RefusalLimit.PER_SECOND))
        .isInstanceOfSatisfying(
            LogRecord.Gap.class,
            gap -> {
              assertThat(gap.count()).isEqualTo(10_000 - RefusalLimit.PER_SECOND);
              assertThat(gap.reason()).isEqualTo("refusals");
            });
    assertThat(kept.getLast()).isInstanceOf(LogRecord.Refused.class);
  }

  @Test
  void aClockThatIsSetBackStopsNoRefusalFromBeingRecorded() {
    refuse(RefusalLimit.PER_SECOND);
    now = now.minusSeconds(3600);
    refuse(1);
    assertThat(kept).hasSize(RefusalLimit.PER_SECOND + 1);
  }
}
