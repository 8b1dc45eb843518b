package dev.writ.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.SpiffeId;
import dev.writ.log.record.LogRecord;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import dev.writ.server.record.Recorder;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What policies grant is a decision like any other: it is in the log, or it is not given. */
class PolicyGrantsTest {
  private static final Identity AUDITOR = workload("audit");
  private static final Identity ORDERS = workload("orders");

  private final List<LogRecord> kept = new ArrayList<>();

  private final Recorder recorder =
      new Recorder() {
        @Override
        public boolean keeps() {
          return true;
        }

        @Override
        public String instance() {
          return "pdp-1";
        }

        @Override
        public Uni<Void> keep(List<LogRecord> records, @Nullable Program program) {
          return Uni.createFrom().voidItem().invoke(() -> kept.addAll(records));
        }
      };

  private final Recorder broken =
      new Recorder() {
        @Override
        public boolean keeps() {
          return true;
        }

        @Override
        public String instance() {
          return "pdp-1";
        }

        @Override
        public Uni<Void> keep(List<LogRecord> records, @Nullable Program program) {
          return Uni.createFrom().failure(new IOException("the disk is full"));
        }
      };

  @Test
  void whatIsGrantedIsInTheLog() {
    assertThat(allowed(recorder, AUDITOR, Set.of(Operation.READ_LOG)))
        .containsExactly(Operation.READ_LOG);
    DecisionRecord record = only();
    assertThat(record.kind()).isEqualTo(Kind.PEER_OPERATION);
    assertThat(record.instance()).isEqualTo("pdp-1");
    assertThat(record.decision().rules()).containsExactly("pdp/audit-reads-the-log");
    assertThat(record.request().action().name()).isEqualTo("read-log");
    assertThat(record.request().peer()).isEqualTo(AUDITOR.peer());
  }

  @Test
  void whatIsRefusedIsInTheLogToo() {
    assertThat(allowed(recorder, ORDERS, Set.of(Operation.READ_LOG))).isEmpty();
    assertThat(only().decision().verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void eachOfSeveralQuestionsIsInTheLog() {
    Set<Operation> all = EnumSet.allOf(Operation.class);
    assertThat(allowed(recorder, AUDITOR, all)).containsExactly(Operation.READ_LOG);
    assertThat(kept).hasSize(all.size());
  }

  @Test
  void whatCannotBeRecordedIsNotGranted() {
    assertThat(allowed(broken, AUDITOR, Set.of(Operation.READ_LOG))).isEmpty();
  }

  @Test
  void nothingIsAskedWhereNothingIsOpen() {
    assertThat(allowed(recorder, AUDITOR, Set.of())).isEmpty();
    assertThat(kept).isEmpty();
  }

  private static Set<Operation> allowed(
      Recorder recorder, Identity identity, Set<Operation> wishes) {
    return GrantsTest.asking(true, recorder).allowed(identity, wishes).await().indefinitely();
  }

  private DecisionRecord only() {
    assertThat(kept).hasSize(1);
    return ((LogRecord.Decided) kept.getFirst()).decision();
  }

  private static Identity workload(String name) {
    SpiffeId id = SpiffeId.parse("spiffe://shop.example/ns/prod/sa/" + name);
    assertThat(id).isNotNull();
    return Identity.of(id);
  }
}
