package dev.writ.server.peer;

import java.util.List;

/** What one peer may do here. Immutable, safe for use by several threads. */
public interface Grant {

  /** Whether it may do this at all; what it may do it about, {@link #believe} says. */
  boolean permits(Operation operation);

  /** Whether it may do anything but ask about itself. */
  boolean permitsAny();

  /** Whether it may pass its users' tokens of an issuer. */
  boolean passesTokensOf(String issuer);

  /** The headers in which it may name the service whose call it asks about. */
  List<String> serviceHeaders();

  /**
   * Holds what a request states against what the peer may state.
   *
   * @throws Refused if it speaks about what it may not speak about
   */
  Believed believe(Stated stated);
}
