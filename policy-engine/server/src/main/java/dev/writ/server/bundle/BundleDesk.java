package dev.writ.server.bundle;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The current bundle and those who wait for another. Waiting holds no thread, and only so many may
 * wait. Safe for use by several threads.
 */
final class BundleDesk {
  private final int mostWaiting;
  private final AtomicInteger places = new AtomicInteger();

  /** Those who wait, with the tag of what they have. */
  private final Map<UniEmitter<? super Issued>, String> waiting = new ConcurrentHashMap<>();

  private volatile @Nullable Issued current;

  BundleDesk(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  /** What is given out now; null before the first. */
  @Nullable Issued current() {
    return current;
  }

  /** How many wait. */
  int waiting() {
    return places.get();
  }

  /** Gives out another from now on, first of all to those who wait. */
  void put(Issued next) {
    current = next;
    waiting.forEach((emitter, tag) -> give(emitter, tag, next));
  }

  /** Whether {@link #another} would wait for one more. */
  boolean hasPlace() {
    return places.get() < mostWaiting;
  }

  /**
   * A bundle with another tag, as soon as there is one; empty where there is none in time, or no
   * place to wait.
   */
  Uni<Optional<Issued>> another(String tag, Duration patience) {
    return Uni.createFrom()
        .<Issued>emitter(emitter -> wait(tag, emitter))
        .map(Optional::ofNullable)
        .ifNoItem()
        .after(patience)
        .recoverWithItem(Optional::empty);
  }

  private void wait(String tag, UniEmitter<? super Issued> emitter) {
    if (places.incrementAndGet() > mostWaiting) {
      places.decrementAndGet();
      emitter.complete(null);
      return;
    }
    emitter.onTermination(() -> leave(emitter));
    waiting.put(emitter, tag);
    Issued now = current;
    if (now != null) {
      give(emitter, tag, now);
    }
  }

  /** One who comes while another bundle is put may have it already. */
  private static void give(UniEmitter<? super Issued> emitter, String tag, Issued bundle) {
    if (!bundle.tag().equals(tag)) {
      emitter.complete(bundle);
    }
  }

  private void leave(UniEmitter<? super Issued> emitter) {
    if (waiting.remove(emitter) != null) {
      places.decrementAndGet();
    }
  }
}
