package dev.writ.server.peer;

/** Knows what each peer may do. Safe for use by several threads. */
@FunctionalInterface
public interface Grants {

  /** What a peer may do: nothing that is not granted by name, save to ask about itself. */
  Grant of(Identity identity);
}
