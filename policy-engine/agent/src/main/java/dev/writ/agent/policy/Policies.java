package dev.writ.agent.policy;

import dev.writ.agent.policy.PolicyState.Missing;
import dev.writ.agent.policy.PolicyState.Serving;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.TrustedKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that decides. Readers take it without a lock; whoever offers a new one does so one at
 * a time.
 */
public final class Policies {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");

  private final Shelf shelf;
  private final TrustedKeys trusted;
  private final Clock clock;
  private final AtomicLong refused = new AtomicLong();
  private volatile PolicyState state = new Missing("no bundle was loaded yet");
  private volatile @Nullable String problem;

  public Policies(Shelf shelf, TrustedKeys trusted, Clock clock) {
    this.shelf = shelf;
    this.trusted = trusted;
    this.clock = clock;
  }

  /** What decides now. */
  public PolicyState current() {
    return state;
  }

  /** Why the newest bundle does not decide, or null where it does. */
  public @Nullable String problem() {
    return problem;
  }

  /** How many bundles were refused. */
  public long refused() {
    return refused.get();
  }

  /** Takes up what the disk holds from an earlier run. */
  public synchronized void restore() {
    try {
      byte[] kept = shelf.bundle();
      if (kept != null) {
        Bundle bundle = BundleVerifier.open(kept, trusted, shelf.sequence(), clock.instant());
        shelf.saw(bundle.sequence());
        serve(bundle);
      }
    } catch (IOException | InvalidBundle e) {
      problem = "the bundle on disk is not used: " + e.getMessage();
      state = new Missing(problem);
      LOG.log(Level.ERROR, problem);
    }
  }

  /**
   * Verifies a bundle, keeps it on disk and decides by it from now on. Whatever is wrong with it,
   * the one before stays.
   *
   * @return whether it was accepted
   */
  public synchronized boolean offer(byte[] bytes) {
    try {
      if (state instanceof Serving && Arrays.equals(bytes, shelf.bundle())) {
        return true;
      }
      Bundle bundle = BundleVerifier.open(bytes, trusted, shelf.sequence(), clock.instant());
      if (isFork(bundle)) {
        refuse("another bundle with this sequence decides already");
        return false;
      }
      shelf.keep(bytes, bundle.sequence());
      serve(bundle);
      return true;
    } catch (InvalidBundle e) {
      refuse(e.getMessage());
    } catch (IOException e) {
      refuse("the bundle cannot be kept on disk: " + e.getMessage());
    }
    return false;
  }

  /** Two bundles of one sequence would let whoever delivers them choose. */
  private boolean isFork(Bundle next) {
    return state instanceof Serving serving
        && serving.bundle().sequence() == next.sequence()
        && !serving.bundle().digest().equals(next.digest());
  }

  private void serve(Bundle bundle) {
    state = new Serving(bundle);
    problem = null;
    LOG.log(
        Level.INFO,
        "deciding by `{0}`, revision {1}, sequence {2}, until {3}",
        bundle.program().name(),
        bundle.program().revision(),
        Long.toUnsignedString(bundle.sequence()),
        bundle.notAfter());
  }

  private void refuse(@Nullable String reason) {
    refused.incrementAndGet();
    if (!String.valueOf(reason).equals(problem)) {
      LOG.log(Level.ERROR, "a bundle was refused: {0}", reason);
    }
    problem = String.valueOf(reason);
  }
}
