package dev.writ.sample.signin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the decision point of a session's end as soon as the identity provider has told the shop
 * (OpenID Connect Back-Channel Logout), so that the session's access tokens are refused from then
 * on, whoever holds them. An identity provider has room for one address, and both have to know.
 */
@Singleton
class LogoutRelay {

  private static final Logger LOG = Logger.getLogger(LogoutRelay.class);
  private static final int BEFORE_ALL_OTHERS = 1000;
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String path;
  private final Optional<URI> decisionPoint;

  LogoutRelay(
      @ConfigProperty(name = "quarkus.oidc.web.logout.backchannel.path") String path,
      @ConfigProperty(name = "shop.logout-relay") Optional<URI> decisionPoint) {
    this.path = path;
    this.decisionPoint = decisionPoint;
  }

  void listen(@Observes Filters filters) {
    if (decisionPoint.isPresent()) {
      filters.register(request -> relay(request, decisionPoint.get()), BEFORE_ALL_OTHERS);
    }
  }

  private void relay(RoutingContext request, URI to) {
    if (request.request().method() == HttpMethod.POST && path.equals(request.request().path())) {
      request.addEndHandler(
          ended -> {
            String token = request.request().getFormAttribute("logout_token");
            // the shop has verified the token when it says 200
            if (token != null && request.response().getStatusCode() == OK) {
              tell(to, token);
            }
          });
    }
    request.next();
  }

  private void tell(URI to, String logoutToken) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "logout_token=" + URLEncoder.encode(logoutToken, StandardCharsets.UTF_8)))
            .build();
    http.sendAsync(request, BodyHandlers.discarding()).whenComplete(LogoutRelay::told);
  }

  private static void told(@Nullable HttpResponse<Void> answer, @Nullable Throwable thrown) {
    if (thrown != null || answer == null) {
      LOG.error("the decision point was not told of a logout: it does not answer");
    } else if (answer.statusCode() >= 300) {
      LOG.errorf("the decision point was not told of a logout: it answers %d", answer.statusCode());
    }
  }
}
