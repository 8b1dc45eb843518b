package dev.writ.server.peer;

import dev.writ.engine.request.VerifiedToken;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens of subjects that peers pass. Safe for use by several threads. */
@FunctionalInterface
public interface SubjectTokens {

  /**
   * The token of a call's subject.
   *
   * @return the verified token, null where the call has none, or a failure
   */
  Uni<@Nullable VerifiedToken> verify(Call call);
}
