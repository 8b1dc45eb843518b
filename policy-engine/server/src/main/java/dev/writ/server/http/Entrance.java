package dev.writ.server.http;

import static java.util.Map.entry;

import dev.writ.server.operations.Refusals;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.Refused;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Lets requests in that no endpoint of the API lets in itself: whatever is not known here needs a
 * peer that is granted something, so that no path is open because somebody forgot it.
 */
@Singleton
class Entrance {
  private static final Logger LOG = Logger.getLogger(Entrance.class);
  private static final int AFTER_THE_GATE = 900_000;

  /** For whoever restarts a process that does not answer; it says nothing but that. */
  private static final String LIVENESS = "/q/health/live";

  private static final String OPERATIONS = "/q/";
  private static final String DESCRIPTION = "/q/openapi";

  private static final Set<HttpMethod> POSTED = Set.of(HttpMethod.POST);
  private static final Set<HttpMethod> CHANGED = Set.of(HttpMethod.PUT, HttpMethod.DELETE);
  private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** These let in themselves, with their body, which credentials may cover. */
  private static final Map<String, Set<HttpMethod>> ENDPOINTS =
      Map.ofEntries(
          entry("/access/v1/evaluation", POSTED),
          entry("/access/v1/evaluations", POSTED),
          entry("/access/v1/search/subject", POSTED),
          entry("/access/v1/search/resource", POSTED),
          entry("/access/v1/search/action", POSTED),
          entry("/v1/explain", POSTED),
          entry("/v1/decisions", READ),
          entry("/v1/witness/add-checkpoint", POSTED),
          entry("/v1/hooks/git", POSTED),
          entry("/v1/revocations", READ),
          // the logout token that is posted is the only credential that an issuer has here
          entry("/v1/revocations/oidc/back-channel-logout", POSTED));

  /** So do these, whose paths say what is asked about. */
  private static final Map<Pattern, Set<HttpMethod>> PATTERNS =
      Map.of(
          Pattern.compile("/v1/decisions/[^/;]+(/proof)?"), READ,
          Pattern.compile("/v1/decisions/tile/[^;]+"), READ,
          Pattern.compile("/v1/revocations/(?!oidc/)[^/;]+/[^;]+"), CHANGED);

  private final Doorman doorman;
  private final Refusals refusals;

  Entrance(Doorman doorman, Refusals refusals) {
    this.doorman = doorman;
    this.refusals = refusals;
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, AFTER_THE_GATE);
  }

  private void pass(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (isOpen(request) || letsInItself(exchange)) {
      exchange.next();
      return;
    }
    request.pause();
    admission(exchange)
        .subscribe()
        .with(
            admitted -> {
              request.resume();
              exchange.next();
            },
            problem -> {
              request.resume();
              refuse(exchange, problem);
            });
  }

  private static boolean isOpen(HttpServerRequest request) {
    return LIVENESS.equals(request.path())
        && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD);
  }

  /** By the path as sent, since another spelling of it may lead elsewhere. */
  private static boolean letsInItself(RoutingContext exchange) {
    String path = exchange.request().path();
    if (path == null || !path.equals(exchange.normalizedPath())) {
      return false;
    }
    Set<HttpMethod> methods = ENDPOINTS.getOrDefault(path, Set.of());
    HttpMethod method = exchange.request().method();
    return methods.contains(method)
        || PATTERNS.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getValue().contains(method) && entry.getKey().matcher(path).matches());
  }

  private Uni<?> admission(RoutingContext exchange) {
    String path = exchange.normalizedPath();
    boolean operations = path.startsWith(OPERATIONS) && !path.equals(DESCRIPTION);
    return operations
        ? doorman.admit(exchange.request(), new byte[0], Operation.OBSERVE)
        : doorman.admitAny(exchange.request());
  }

  private void refuse(RoutingContext exchange, Throwable problem) {
    if (problem instanceof Refused refused) {
      refusals.note(refused, String.valueOf(exchange.request().path()));
      if (refused.retryAfter() > 0) {
        exchange.response().putHeader("Retry-After", Long.toString(refused.retryAfter()));
      }
      if (refused.challenge() != null) {
        exchange.response().putHeader("WWW-Authenticate", refused.challenge());
      }
      PlainText.send(exchange.response(), refused.status(), refused.reason());
    } else {
      LOG.debugf(problem, "failed to let in a request for %s", exchange.request().path());
      exchange.fail(problem);
    }
  }
}
