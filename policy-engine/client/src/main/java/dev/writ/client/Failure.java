package dev.writ.client;

/** Why there is no answer that can be trusted. */
public enum Failure {
  /** No connection, or it was lost before the answer was complete. */
  UNREACHABLE("the decision point is unreachable"),
  /** The deadline passed. */
  TIMEOUT("the decision point did not answer in time"),
  /** The decision point does not accept this peer's credentials. */
  REFUSED("the decision point refused this peer"),
  /** The request does not make sense to the decision point. */
  INVALID_REQUEST("the decision point cannot read the request"),
  /** The decision point has too much to do. */
  OVERLOADED("the decision point is overloaded"),
  /** Any other status that is not an answer. */
  ERROR_STATUS("the decision point failed"),
  /** Something that looks like an answer and is not a valid one. */
  INVALID_ANSWER("the decision point's answer is not valid"),
  /** As many requests as this client may have are under way. */
  SATURATED("too many requests are under way"),
  /** After repeated failures the decision point is given a pause. */
  SUSPENDED("the decision point failed repeatedly and is not asked for a while"),
  /** A decision point in this process has no policies whose time lasts. */
  NO_POLICIES("there are no policies to decide by"),
  /** A decision point in this process lacks what the decision needs, such as a verified token. */
  UNDECIDABLE_HERE("the decision needs what is not to be had here"),
  /** The caller was interrupted, gave up, or closed the client. */
  CANCELLED("the request was given up"),
  /** The request could not be sent: credentials or client are at fault. */
  UNSENT("the request could not be sent");

  private final String text;

  Failure(String text) {
    this.text = text;
  }

  /** The failure in words. */
  public String text() {
    return text;
  }
}
