package dev.writ.client.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where the bearer token comes from with which this application calls the decision point (RFC
 * 6750). Asked before each attempt, so that a token can be renewed. Without a token there is no
 * call, and so no allow.
 */
@FunctionalInterface
public interface PeerToken {

  /** The token, or the reason why there is none. Must not block; counts within the deadline. */
  CompletionStage<String> token();

  /** A token that is at hand. */
  static PeerToken of(Supplier<String> token) {
    return () -> CompletableFuture.completedStage(token.get());
  }
}
