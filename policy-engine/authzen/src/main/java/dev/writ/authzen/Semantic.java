package dev.writ.authzen;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.Members;
import java.util.Locale;

/** After which answers a batch ends (AuthZEN, Evaluations semantics). */
public enum Semantic {
  EXECUTE_ALL,
  DENY_ON_FIRST_DENY,
  PERMIT_ON_FIRST_PERMIT;

  /** The semantic that a batch asks for. */
  public static Semantic of(Members body) {
    Members options = body.optionalObject("options");
    String name = options == null ? null : options.optionalText("evaluations_semantic");
    if (name == null) {
      return EXECUTE_ALL;
    }
    for (Semantic semantic : values()) {
      if (semantic.name().toLowerCase(Locale.ROOT).equals(name)) {
        return semantic;
      }
    }
    throw new InvalidRequest(
        "`options.evaluations_semantic` must be `execute_all`, `deny_on_first_deny` or"
            + " `permit_on_first_permit`");
  }

  /** Whether the batch ends with an answer. */
  boolean endsAt(boolean allowed) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !allowed;
      case PERMIT_ON_FIRST_PERMIT -> allowed;
    };
  }
}
