package dev.writ.server.replay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Remembers what was used, so that it is not used again. Safe for use by several threads. */
public interface SeenOnce {

  /**
   * Marks an identifier as used, to be called only once its sender is known to be genuine, so that
   * strangers can neither fill this memory nor burn other people's identifiers. Of several calls
   * for one identifier exactly one is told that it is the first.
   *
   * @param realm whose identifier it is, such as a key or an issuer
   * @param lifetime how long it must be remembered
   */
  Uni<Verdict> mark(String realm, String identifier, Duration lifetime);

  /** What is known of an identifier. */
  enum Verdict {
    /** Nobody used it. */
    FIRST,
    /** It was used. */
    SEEN,
    /** It cannot be said, for there is no room to remember it or the shared memory is away. */
    UNKNOWN
  }
}
