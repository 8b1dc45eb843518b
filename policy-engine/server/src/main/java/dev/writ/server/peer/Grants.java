package dev.writ.server.peer;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Knows what each peer may do. Safe for use by several threads. */
public interface Grants {

  /**
   * What a peer may do: nothing that is not granted by name, save to ask about itself.
   *
   * @param wishes the operations that it asks for; whether it may do others need not be known
   */
  Uni<Grant> of(Identity identity, Set<Operation> wishes);

  /** The headers in which any peer may name a service, in lower case. */
  Set<String> serviceHeaders();
}
