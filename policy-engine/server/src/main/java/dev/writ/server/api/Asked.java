package dev.writ.server.api;

import dev.writ.authzen.Denied;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.SubjectToken.None;
import dev.writ.server.peer.SubjectToken.Unverified;
import dev.writ.server.peer.SubjectToken.Verified;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as the engine gets it.
 *
 * @param dropped what its peer stated and may not state
 * @param denied why it is denied whatever policies say, or null where they decide
 */
record Asked(AccessRequest request, List<String> dropped, @Nullable Denied denied) {
  /** Adds what its token stated and its issuer may not state. */
  static Asked of(AccessRequest request, List<String> dropped, Caller caller) {
    return switch (caller.subjectToken()) {
      case None none ->
          new Asked(
              request, dropped, caller.revokes(request.subject()) ? Denied.SUBJECT_REVOKED : null);
      case Unverified unverified ->
          new Asked(request, dropped, new Denied("token", unverified.code(), unverified.reason()));
      case Verified verified ->
          new Asked(
              request, Stream.concat(dropped.stream(), verified.dropped().stream()).toList(), null);
    };
  }

  /** The decision that no policy can change, or null where policies decide. */
  @Nullable Decision foregone() {
    return denied == null ? null : denied.decision(dropped);
  }
}
