package dev.writ.authzen;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Why no policy is asked, in the words that every decision point uses.
 *
 * @param about what is not believed: {@code token} or {@code subject}
 * @param code of a closed set
 * @param reason for the peer
 */
public record Denied(String about, String code, String reason) {
  /** Why a decision is deny that could not be recorded. */
  public static final String UNRECORDED = "the decision could not be recorded";

  /** The subject is on the list of revocations, and no token proves it newer. */
  public static final Denied SUBJECT_REVOKED =
      new Denied("subject", "subject-revoked", "the subject is revoked");

  /**
   * The decision that no policy can change.
   *
   * @param dropped what the peer stated and may not state
   */
  public Decision decision(List<String> dropped) {
    return new Decision(
        Verdict.DENY, List.of(), reason, Map.of(about, Map.of("code", code)), List.of(), dropped);
  }
}
