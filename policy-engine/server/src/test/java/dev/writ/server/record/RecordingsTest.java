package dev.writ.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.LogRecord;
import dev.writ.server.grant.ConfiguredGrants;
import dev.writ.server.peer.Caller;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingsTest {
  private static final Caller CALLER = Caller.local(ConfiguredGrants.local(), Instant.EPOCH);

  private final List<Verdict> counted = new ArrayList<>();
  private final List<LogRecord> kept = new ArrayList<>();
  private final CompletableFuture<Void> disk = new CompletableFuture<>();
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
          return Uni.createFrom().completionStage(disk);
        }
      };

  @Test
  void shortWorkStaysOnTheCallersThread() {
    assertThat(threadOf(false)).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void longWorkLeavesTheCallersThread() {
    assertThat(threadOf(true)).isNotEqualTo(Thread.currentThread().getName());
  }

  @Test
  void noAnswerLeavesBeforeItsDecisionsAreKept() {
    var answer = new Recordings(recorder).answer(false, this::decide).subscribeAsCompletionStage();
    assertThat(kept).singleElement().isInstanceOf(LogRecord.Decided.class);
    assertThat(answer).isNotDone();
    disk.complete(null);
    assertThat(answer).isCompletedWithValueMatching(bytes -> text(bytes).equals("ALLOW null"));
  }

  @Test
  void anAnswerWhoseDecisionsCannotBeKeptIsMadeAgainWithoutThem() {
    var answer = new Recordings(recorder).answer(false, this::decide).subscribeAsCompletionStage();
    disk.completeExceptionally(new IOException("no space left"));
    assertThat(text(answer.join())).isEqualTo("DENY the decision could not be recorded");
    assertThat(kept).hasSize(1);
  }

  @Test
  void aDecisionIsCountedWhenItsAnswerLeaves() {
    var answer = new Recordings(recorder).answer(false, this::decide).subscribeAsCompletionStage();
    assertThat(counted).isEmpty();
    disk.complete(null);
    answer.join();
    assertThat(counted).containsExactly(Verdict.ALLOW);
  }

  @Test
  void aDecisionThatCannotBeKeptIsCountedOnceAndAsTheDenyThatLeaves() {
    var answer = new Recordings(recorder).answer(false, this::decide).subscribeAsCompletionStage();
    disk.completeExceptionally(new IOException("no space left"));
    answer.join();
    assertThat(counted).containsExactly(Verdict.DENY);
  }

  @Test
  void withoutALogEveryDecisionIsCountedOnce() {
    new Recordings(Recorder.NONE).answer(false, this::decide).await().indefinitely();
    assertThat(counted).containsExactly(Verdict.ALLOW);
  }

  @Test
  void whatDecidesNothingWaitsForNothing() {
    var answer =
        new Recordings(recorder)
            .answer(false, recording -> new byte[1])
            .subscribeAsCompletionStage();
    assertThat(answer).isCompleted();
    assertThat(kept).isEmpty();
  }

  /** A door that decides, and says what it answered. */
  private byte[] decide(Recording recording) {
    Decision decision =
        recording.refused()
            ? decision(Verdict.DENY, Recording.REFUSAL)
            : decision(Verdict.ALLOW, null);
    recording.decided("id", Kind.EVALUATION, CALLER, request(), decision, null);
    recording.count(() -> counted.add(decision.verdict()));
    return (decision.verdict() + " " + decision.reason()).getBytes(StandardCharsets.UTF_8);
  }

  private static Decision decision(Verdict verdict, @Nullable String reason) {
    return new Decision(verdict, List.of(), reason, Map.of(), List.of(), List.of());
  }

  private static AccessRequest request() {
    return AccessRequest.of(
        new Subject("user", "alice", Map.of()),
        new Action("read"),
        new Resource("orders", "1"),
        Map.of(),
        Instant.EPOCH);
  }

  private static String threadOf(boolean longWork) {
    Function<Recording, byte[]> name =
        recording -> Thread.currentThread().getName().getBytes(StandardCharsets.UTF_8);
    return text(new Recordings(Recorder.NONE).answer(longWork, name).await().indefinitely());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
