package dev.writ.client.authzen;

/** An answer that cannot be trusted: it is not JSON, not an answer, or contradicts itself. */
public final class MalformedAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
