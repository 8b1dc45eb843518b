package dev.writ.bundle;

import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.TrustedKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that decides. Whatever comes after it and is not right changes nothing. Readers take
 * it without a lock; those who offer another do so one at a time.
 */
public final class BundleHolder {
  private static final System.Logger LOG = System.getLogger("dev.writ.bundle");

  private final TrustedKeys trusted;
  private final Clock clock;
  private final Optional<BundleShelf> shelf;
  private final BiConsumer<Bundle, byte[]> follower;
  private final AtomicLong refusals = new AtomicLong();
  private long highest = Bundle.NONE_SEEN;
  private volatile @Nullable Bundle current;
  private volatile @Nullable String problem;

  private BundleHolder(
      TrustedKeys trusted,
      Clock clock,
      Optional<BundleShelf> shelf,
      BiConsumer<Bundle, byte[]> follower) {
    this.trusted = trusted;
    this.clock = clock;
    this.shelf = shelf;
    this.follower = follower;
    shelf.ifPresent(kept -> highest = kept.sequence());
  }

  /** A holder that remembers nothing beyond this process. */
  public static BundleHolder inMemory(TrustedKeys trusted, Clock clock) {
    return new BundleHolder(trusted, clock, Optional.empty(), (bundle, bytes) -> {});
  }

  /** A holder that begins with what the shelf has, if that may still decide, and keeps it there. */
  public static BundleHolder on(BundleShelf shelf, TrustedKeys trusted, Clock clock) {
    return open(Optional.of(shelf), trusted, clock, (bundle, bytes) -> {});
  }

  /**
   * The same, with or without a shelf.
   *
   * @param follower is given each bundle that decides from now on, with its bytes, on the thread
   *     that brings it
   */
  public static BundleHolder open(
      Optional<BundleShelf> shelf,
      TrustedKeys trusted,
      Clock clock,
      BiConsumer<Bundle, byte[]> follower) {
    var holder = new BundleHolder(trusted, clock, shelf, follower);
    shelf.ifPresent(holder::restore);
    return holder;
  }

  /** What decides; empty where nothing was ever accepted, or what was has run out. */
  public Optional<Bundle> current() {
    Bundle bundle = current;
    return bundle == null || bundle.expired(clock.instant())
        ? Optional.empty()
        : Optional.of(bundle);
  }

  /** The last that was accepted, though its time may be over. */
  public Optional<Bundle> last() {
    return Optional.ofNullable(current);
  }

  /** Why the newest bundle does not decide; empty where it does. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** How many bundles were refused. */
  public long refusals() {
    return refusals.get();
  }

  private synchronized void restore(BundleShelf kept) {
    try {
      Optional<byte[]> bytes = kept.bundle();
      if (bytes.isPresent()) {
        Bundle bundle = BundleVerifier.open(bytes.get(), trusted, highest, clock.instant());
        serve(bundle, bytes.get());
      }
    } catch (IOException | InvalidBundle e) {
      refuse("the bundle on disk is not used: " + e.getMessage());
    }
  }

  /**
   * Verifies a bundle, keeps it on disk and decides by it from now on.
   *
   * @return whether it decides
   */
  public synchronized boolean offer(byte[] bytes) {
    try {
      Bundle next = BundleVerifier.open(bytes, trusted, highest, clock.instant());
      if (isFork(next)) {
        refuse("another bundle with this sequence decides already");
        return false;
      }
      if (shelf.isPresent()) {
        shelf.get().keep(bytes, next.sequence());
      }
      serve(next, bytes);
      return true;
    } catch (InvalidBundle e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      refuse("the bundle cannot be kept on disk: " + e.getMessage());
    }
    return false;
  }

  /** Two bundles of one sequence would let whoever delivers them choose. */
  private boolean isFork(Bundle next) {
    Bundle now = current;
    return now != null
        && now.sequence() == next.sequence()
        && !(now.digest().equals(next.digest()) && now.notAfter().equals(next.notAfter()));
  }

  private void serve(Bundle next, byte[] bytes) {
    highest = next.sequence();
    current = next;
    problem = null;
    LOG.log(
        Level.INFO,
        "deciding by `{0}`, revision {1}, sequence {2}, until {3}",
        next.program().name(),
        next.program().revision(),
        Long.toUnsignedString(next.sequence()),
        next.notAfter());
    follower.accept(next, bytes);
  }

  private void refuse(String reason) {
    refusals.incrementAndGet();
    if (!reason.equals(problem)) {
      LOG.log(Level.ERROR, "a bundle was refused: {0}", reason);
    }
    problem = reason;
  }
}
