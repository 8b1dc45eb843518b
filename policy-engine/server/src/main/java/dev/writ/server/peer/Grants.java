package dev.writ.server.peer;

import java.util.Set;

/** Knows what each peer may do. Safe for use by several threads. */
public interface Grants {

  /** What a peer may do: nothing that is not granted by name, save to ask about itself. */
  Grant of(Identity identity);

  /** The headers in which any peer may name a service, in lower case. */
  Set<String> serviceHeaders();
}
