package dev.writ.engine.bundle;

import java.util.Locale;

/** Bytes that are no bundle to decide by, and why. Its message is for people. */
public final class InvalidBundle extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** Why a bundle is refused; programs, metrics and logs tell them apart by this. */
  public enum Problem {
    /** It is something else. */
    NOT_A_BUNDLE,
    /** A version of the format that is not known here. */
    UNKNOWN_VERSION,
    /** Bytes are missing at its end. */
    CUT_SHORT,
    /** Larger than {@link BundleVerifier#MAX_SIZE}. */
    TOO_LARGE,
    /** A part of it breaks a rule of the format. */
    MALFORMED,
    /** No trusted key signed it. */
    UNKNOWN_KEY,
    /** A signature is not what the key it names makes of this manifest. */
    WRONG_SIGNATURE,
    /** Trusted keys signed it, but fewer than are demanded. */
    TOO_FEW_SIGNATURES,
    /** It is signed for the policies of another repository. */
    WRONG_REPOSITORY,
    /** The payload is not the one that was signed. */
    WRONG_PAYLOAD,
    /** Its sequence lies before one that was seen. */
    ROLLED_BACK,
    /** It was issued later than now. */
    NOT_YET_VALID,
    /** Its time is over. */
    EXPIRED,
    /** It is signed, and yet its program cannot be run here. */
    INVALID_PROGRAM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  InvalidBundle(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** Why it is refused. */
  public Problem problem() {
    return problem;
  }
}
