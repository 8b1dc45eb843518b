package dev.writ.client.jakarta;

import dev.writ.client.Decision;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks the decision point for the caller of the present request. */
@RequestScoped
public class Enforcer {

  @Inject Pdp pdp;
  @Inject Callers callers;

  private volatile Optional<Subject> caller = Optional.empty();
  private volatile boolean asked;

  /**
   * Who calls.
   *
   * @throws NotAuthorizedException if the caller has no identity; becomes 401
   */
  public Subject caller() {
    return caller.orElseThrow(
        () -> new NotAuthorizedException(Problem.unauthenticated(callers.challenge())));
  }

  /**
   * Goes on only if the caller may do this; waits, so not for event loops.
   *
   * @throws AccessDeniedException if not, or if there is no answer; becomes 403
   */
  public void require(String action, Resource resource) {
    allowed(pdp.evaluate(ask(action, resource)));
  }

  /** As {@link #require}, without waiting: the stage fails with {@link AccessDeniedException}. */
  public CompletionStage<Void> requireAsync(String action, Resource resource) {
    return pdp.evaluateAsync(ask(action, resource)).thenAccept(Enforcer::allowed);
  }

  /**
   * Those of the items to which the caller may do this, in their order; waits.
   *
   * @throws AccessDeniedException if any of them could not be decided
   */
  public <T> List<T> permitted(String action, List<T> items, Function<T, Resource> resource) {
    List<Request> requests = items.stream().map(item -> ask(action, resource.apply(item))).toList();
    asked = true;
    List<Decision> decisions = pdp.evaluations(requests);
    List<T> permitted = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      if (decided(decisions.get(i)).allowed()) {
        permitted.add(items.get(i));
      }
    }
    return permitted;
  }

  void begin(Optional<Subject> authenticated) {
    caller = authenticated;
  }

  boolean hasAsked() {
    return asked;
  }

  private Request ask(String action, Resource resource) {
    Request request = Request.of(caller(), action, resource);
    asked = true;
    return request;
  }

  private static void allowed(Decision decision) {
    if (!decision.allowed()) {
      Refusals.log(decision);
      throw new AccessDeniedException(decision);
    }
  }

  private static Decision decided(Decision decision) {
    if (decision instanceof Unanswered) {
      allowed(decision);
    }
    return decision;
  }
}
