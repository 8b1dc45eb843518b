package dev.writ.server.api;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Supplier;

/**
 * Where an answer is made. A single decision takes microseconds and stays on the event loop, where
 * it costs least; what may take longer than a millisecond must not hold the loop up.
 */
final class Offload {
  /** A body of this size takes about 0.2 ms to read. */
  static final int LARGE_BODY = 16 * 1024;

  private Offload() {}

  /** Makes the answer here, or on a worker if it is long work. */
  static Uni<byte[]> answer(boolean longWork, Supplier<byte[]> answer) {
    return longWork
        ? Uni.createFrom().item(answer).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        : Uni.createFrom().item(answer.get());
  }
}
