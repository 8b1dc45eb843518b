package dev.writ.client.quarkus;

import dev.writ.client.jakarta.Suspension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Suspends requests of Quarkus REST, whose endpoints may run on the event loop. */
@ApplicationScoped
public class SuspendedRequests implements Suspension {

  @Override
  public void await(ContainerRequestContext request, CompletionStage<Optional<Response>> verdict) {
    ResteasyReactiveContainerRequestContext suspended =
        (ResteasyReactiveContainerRequestContext) request;
    suspended.suspend();
    verdict.whenComplete((refusal, thrown) -> resume(suspended, refusal, thrown));
  }

  /** Exactly one of three ends; aborting a suspended request resumes it, and twice would race. */
  private static void resume(
      ResteasyReactiveContainerRequestContext suspended,
      @Nullable Optional<Response> refusal,
      @Nullable Throwable thrown) {
    if (refusal == null) {
      suspended.resume(Objects.requireNonNullElseGet(thrown, IllegalStateException::new));
    } else if (refusal.isPresent()) {
      suspended.abortWith(refusal.get());
    } else {
      suspended.resume();
    }
  }
}
