package dev.writ.client;

import java.util.Optional;

/**
 * No answer that can be trusted, so a deny.
 *
 * @param failure what went wrong
 * @param detail more of it for operators; not for the subject's eyes
 */
public record Unanswered(Failure failure, String detail) implements Decision {

  @Override
  public boolean allowed() {
    return false;
  }

  @Override
  public Optional<String> id() {
    return Optional.empty();
  }

  @Override
  public Optional<String> reason() {
    return Optional.of(failure.text() + ": " + detail);
  }
}
