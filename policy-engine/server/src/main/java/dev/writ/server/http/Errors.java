package dev.writ.server.http;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.server.operations.Refusals;
import dev.writ.server.peer.Refused;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns what goes wrong in an endpoint into one line of text, without a trace of the inside. */
class Errors {
  private static final Logger LOG = Logger.getLogger(Errors.class);
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final Pattern READ =
      Pattern.compile("/\\.well-known/|/v1/revocations|/v1/decisions");

  private final Refusals refusals;

  Errors(Refusals refusals) {
    this.refusals = refusals;
  }

  @ServerExceptionMapper
  RestResponse<String> invalid(InvalidRequest problem) {
    return answer(Response.Status.BAD_REQUEST.getStatusCode(), problem.reason());
  }

  /** What the door refuses. */
  @ServerExceptionMapper
  RestResponse<String> refused(Refused problem, RoutingContext exchange) {
    refusals.note(problem, String.valueOf(exchange.request().path()));
    if (problem.challenge() != null) {
      exchange.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
    }
    if (problem.retryAfter() > 0) {
      exchange.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
    }
    return answer(problem.status(), problem.reason());
  }

  /** What the framework refuses: no such path, method, media type. */
  @ServerExceptionMapper
  Response refused(WebApplicationException problem, RoutingContext exchange) {
    int status = problem.getResponse().getStatus();
    if (status == TOO_LARGE) {
      Gate.closeAfterwards(exchange);
    }
    if (status == METHOD_NOT_ALLOWED) {
      exchange.response().putHeader(HttpHeaders.ALLOW, methodsOf(exchange.request().path()));
    }
    return Response.fromResponse(problem.getResponse())
        .type(PlainText.TYPE)
        .entity(ErrorTexts.of(status) + "\n")
        .build();
  }

  /** RFC 9110, section 15.5.6: a refused method comes with those that are allowed. */
  private static String methodsOf(@Nullable String path) {
    if (path != null && path.startsWith("/v1/revocations/")) {
      return "PUT, DELETE, OPTIONS";
    }
    return path != null && READ.matcher(path).lookingAt() ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
  }

  @ServerExceptionMapper
  RestResponse<String> failed(Throwable problem, RoutingContext exchange) {
    HttpServerResponse answer = exchange.response();
    if (answer.headWritten()) {
      LOG.debugf(problem, "a failure after the answer to %s", exchange.request().path());
      return answer(answer.getStatusCode(), "");
    }
    LOG.errorf(problem, "request %s failed", answer.headers().get(Gate.REQUEST_ID));
    return answer(500, ErrorTexts.of(500));
  }

  private static RestResponse<String> answer(int status, String message) {
    return RestResponse.ResponseBuilder.<String>create(status)
        .header(HttpHeaders.CONTENT_TYPE, PlainText.TYPE)
        .entity(message + "\n")
        .build();
  }
}
