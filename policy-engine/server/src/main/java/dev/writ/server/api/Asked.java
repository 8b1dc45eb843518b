package dev.writ.server.api;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.request.AccessRequest;
import dev.writ.server.peer.SubjectToken;
import dev.writ.server.peer.SubjectToken.None;
import dev.writ.server.peer.SubjectToken.Unverified;
import dev.writ.server.peer.SubjectToken.Verified;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as the engine gets it.
 *
 * @param dropped what its peer stated and may not state
 * @param unverified why its subject's token is not believed, or null where it is or there is none
 */
record Asked(AccessRequest request, List<String> dropped, @Nullable Unverified unverified) {

  /** Adds what its token stated and its issuer may not state. */
  static Asked of(AccessRequest request, List<String> dropped, SubjectToken token) {
    return switch (token) {
      case None none -> new Asked(request, dropped, null);
      case Unverified unverified -> new Asked(request, dropped, unverified);
      case Verified verified ->
          new Asked(
              request, Stream.concat(dropped.stream(), verified.dropped().stream()).toList(), null);
    };
  }

  /** The decision that no policy can change, or null where policies decide. */
  @Nullable Decision foregone() {
    return unverified == null
        ? null
        : new Decision(
            Verdict.DENY,
            List.of(),
            unverified.reason(),
            Map.of("token", Map.of("code", unverified.code())),
            List.of(),
            dropped);
  }
}
