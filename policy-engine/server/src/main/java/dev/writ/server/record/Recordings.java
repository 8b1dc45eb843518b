package dev.writ.server.record;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sees to it that no answer leaves before its decisions are kept as the operator asked. An answer
 * whose decisions cannot be kept is made again, and all of it is deny.
 */
@Singleton
public class Recordings {
  private static final Logger LOG = Logger.getLogger(Recordings.class);

  private final Recorder recorder;

  Recordings(Recorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Makes an answer: here, or on a worker if it is long work.
   *
   * @param answer called a second time, with {@link Recording#REFUSED}, if what it decided could
   *     not be kept
   */
  public Uni<byte[]> answer(boolean longWork, Function<Recording, byte[]> answer) {
    return longWork
        ? Uni.createFrom()
            .deferred(() -> answer(answer))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        : answer(answer);
  }

  private Uni<byte[]> answer(Function<Recording, byte[]> answer) {
    if (!recorder.keeps()) {
      return Uni.createFrom().item(answer.apply(Recording.OFF));
    }
    Recording recording = Recording.on(recorder.instance());
    byte[] made = answer.apply(recording);
    Uni<Void> kept =
        recording.records().isEmpty()
            ? Recorder.KEPT
            : recorder.keep(recording.records(), recording.program());
    if (kept == Recorder.KEPT) {
      recording.leaves();
      return Uni.createFrom().item(made);
    }
    return kept.replaceWith(made)
        .invoke(recording::leaves)
        .onFailure()
        .recoverWithUni(failure -> refused(answer, failure));
  }

  /** The failure comes from the log's own thread, on which no answer is made. */
  private static Uni<byte[]> refused(Function<Recording, byte[]> answer, Throwable failure) {
    LOG.errorf("a decision could not be recorded and was denied: %s", failure.getMessage());
    return Uni.createFrom()
        .item(() -> answer.apply(Recording.REFUSED))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
