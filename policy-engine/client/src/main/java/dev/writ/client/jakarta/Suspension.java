package dev.writ.client.jakarta;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How a request waits for a decision. Jakarta REST lets a filter only block its thread; a container
 * that can suspend a request has a CDI bean of this type.
 */
@FunctionalInterface
public interface Suspension {

  /**
   * Lets the request go on once the verdict is there: to the endpoint where it is empty, else back
   * to the caller with that response. A stage that fails must abort the request.
   */
  void await(ContainerRequestContext request, CompletionStage<Optional<Response>> verdict);
}
