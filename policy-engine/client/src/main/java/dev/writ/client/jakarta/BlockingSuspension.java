package dev.writ.client.jakarta;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Blocks, which every container with a thread per request allows. */
final class BlockingSuspension implements Suspension {

  @Override
  public void await(ContainerRequestContext request, CompletionStage<Optional<Response>> verdict) {
    verdict.toCompletableFuture().join().ifPresent(request::abortWith);
  }
}
