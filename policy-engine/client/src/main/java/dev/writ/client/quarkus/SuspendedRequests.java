package dev.writ.client.quarkus;

import dev.writ.client.jakarta.Suspension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

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

  private static void resume(
      ResteasyReactiveContainerRequestContext suspended,
      Optional<Response> refusal,
      Throwable thrown) {
    if (thrown != null) {
      suspended.resume(thrown);
      return;
    }
    refusal.ifPresent(suspended::abortWith);
    suspended.resume();
  }
}
