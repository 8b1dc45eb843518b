package dev.writ.cli.doctor.web;

/** Why an address gave no answer that can be used: a sentence for people, safe to print. */
public final class NoAnswer extends Exception {

  public NoAnswer(String message) {
    super(message, null, false, false);
  }

  /** Never null, unlike any throwable's. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
