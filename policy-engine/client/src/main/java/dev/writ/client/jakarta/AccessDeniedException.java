package dev.writ.client.jakarta;

import dev.writ.client.Decision;
import jakarta.ws.rs.ForbiddenException;

/** The decision was not an allow; becomes 403 with a problem that gives the reason. */
public final class AccessDeniedException extends ForbiddenException {

  private static final long serialVersionUID = 1L;

  private final transient Decision decision;

  AccessDeniedException(Decision decision) {
    super(Problem.forbidden(decision));
    this.decision = decision;
  }

  /** The deny, or the reason why there was no answer. */
  public Decision decision() {
    return decision;
  }
}
