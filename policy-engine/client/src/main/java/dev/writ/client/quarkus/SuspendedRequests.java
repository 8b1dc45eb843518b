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
    verdict.whenComplete(
        (refusal, thrown) -> {
          if (thrown != null) {
            suspended.resume(thrown);
          } else {
            // to abort is to resume; doing both would race
            refusal.ifPresentOrElse(suspended::abortWith, suspended::resume);
          }
        });
  }
}
