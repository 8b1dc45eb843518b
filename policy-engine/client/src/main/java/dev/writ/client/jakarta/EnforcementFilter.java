package dev.writ.client.jakarta;

import dev.writ.client.Decision;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every endpoint of the application, after authentication. It is not bound to
 * annotated endpoints, so that forgetting the annotation, or registering an endpoint later, refuses
 * instead of allowing.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class EnforcementFilter implements ContainerRequestFilter, ContainerResponseFilter {

  @Context @Nullable ResourceInfo endpoint;
  @Inject Pdp pdp;
  @Inject Callers callers;
  @Inject Enforcer enforcer;
  @Inject @Any Instance<ResourceProperties> properties;
  @Inject Instance<Suspension> suspensions;

  private final Map<Endpoint, EndpointRule> rules = new ConcurrentHashMap<>();

  @Override
  public void filter(ContainerRequestContext request) {
    EndpointRule rule = rule();
    if (rule instanceof EndpointRule.Open) {
      return;
    }
    if (rule instanceof EndpointRule.Refused refused) {
      Refusals.mistake(Endpoint.of(endpoint).toString(), refused.why());
      request.abortWith(Problem.undecided());
      return;
    }
    Optional<Subject> caller = callers.caller(request.getSecurityContext());
    enforcer.begin(caller);
    if (caller.isEmpty()) {
      request.abortWith(Problem.unauthenticated(callers.challenge()));
    } else if (rule instanceof EndpointRule.Ask ask) {
      suspension().await(request, verdict(caller.get(), ask, request));
    }
  }

  /** Holds back what an endpoint made without asking, though it said that it asks. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean success = response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode();
    if (success && rule() instanceof EndpointRule.InCode && !enforcer.hasAsked()) {
      Refusals.mistake(Endpoint.of(endpoint).toString(), "it answered without having asked");
      Response refusal = Problem.undecided();
      response.setStatus(refusal.getStatus());
      response.getHeaders().clear();
      response.setEntity(refusal.getEntity(), new Annotation[0], refusal.getMediaType());
    }
  }

  private EndpointRule rule() {
    return rules.computeIfAbsent(Endpoint.of(endpoint), Endpoint::rule);
  }

  private Suspension suspension() {
    return suspensions.isResolvable() ? suspensions.get() : new BlockingSuspension();
  }

  /** Empty if the endpoint may run; never fails. */
  private CompletionStage<Optional<Response>> verdict(
      Subject caller, EndpointRule.Ask ask, ContainerRequestContext request) {
    Optional<String> id = ask.id().fill(request.getUriInfo().getPathParameters());
    if (id.isEmpty()) {
      return CompletableFuture.completedStage(Optional.of(Problem.undecided()));
    }
    return CompletableFuture.completedStage(id.get())
        .thenCompose(known -> propertiesOf(ask).of(caller, known))
        .thenApply(found -> new Resource(ask.type(), id.get(), found))
        .thenCompose(resource -> pdp.evaluateAsync(Request.of(caller, ask.action(), resource)))
        .thenApply(EnforcementFilter::refusal)
        .exceptionally(
            thrown -> {
              Refusals.log(thrown);
              return Optional.of(Problem.undecided());
            });
  }

  private ResourceProperties propertiesOf(EndpointRule.Ask ask) {
    return ask.properties() == ResourceProperties.None.class
        ? new ResourceProperties.None()
        : properties.select(ask.properties()).get();
  }

  private static Optional<Response> refusal(Decision decision) {
    if (decision.allowed()) {
      return Optional.empty();
    }
    Refusals.log(decision);
    return Optional.of(Problem.forbidden(decision));
  }
}
