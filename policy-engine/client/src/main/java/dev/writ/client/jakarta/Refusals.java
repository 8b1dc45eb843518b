package dev.writ.client.jakarta;

import dev.writ.client.Decision;
import dev.writ.client.Unanswered;

/** Tells operators what callers are not told. */
final class Refusals {

  private static final System.Logger LOG = System.getLogger("dev.writ.client");

  private Refusals() {}

  /** A deny is no event here, for the decision point logs it; no answer is one. */
  static void log(Decision decision) {
    if (decision instanceof Unanswered unanswered) {
      LOG.log(
          System.Logger.Level.WARNING,
          "denied: {0}: {1}",
          unanswered.failure().text(),
          unanswered.detail());
    }
  }

  static void log(Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "denied: the request could not be made", thrown);
  }

  static void mistake(String endpoint, String what) {
    LOG.log(System.Logger.Level.ERROR, "denied: `{0}` is not enforced: {1}", endpoint, what);
  }
}
