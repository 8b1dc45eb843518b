package dev.writ.server.peer;

import io.smallrye.mutiny.Uni;

/** Verifies the tokens of subjects that peers pass. Safe for use by several threads. */
@FunctionalInterface
public interface SubjectTokens {

  /** The token of a call's subject. */
  Uni<SubjectToken> verify(Call call);
}
