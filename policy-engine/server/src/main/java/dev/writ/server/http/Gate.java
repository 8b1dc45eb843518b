package dev.writ.server.http;

import dev.writ.server.peer.Exposure;
import dev.writ.server.peer.LoopbackNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * What every request passes first: its answer gets a request identifier (AuthZEN, Request
 * Identification) and the headers that keep browsers from reading, framing or storing it, whoever
 * makes that answer; and on the loopback address only loopback names are answered.
 */
@Singleton
class Gate {
  private static final Logger LOG = Logger.getLogger(Gate.class);

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-ID");

  private static final int TOO_LARGE = 413;
  private static final int MISDIRECTED = 421;
  private static final int BEFORE_ALL_OTHERS = 1_000_000;

  /** Where the framework keeps its limit for a body without a length, from this order on. */
  private static final String FRAMEWORK_LIMIT = VertxInputStream.MAX_REQUEST_SIZE_KEY;

  private static final int AFTER_FRAMEWORK_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

  private final Exposure exposure;

  private final RequestForm form;
  private final long mostBytes;

  Gate(
      Exposure exposure,
      @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length") int longestTarget,
      @ConfigProperty(name = "quarkus.http.limits.max-header-size") MemorySize mostHeaderBytes,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
    this.exposure = exposure;
    this.form = new RequestForm(longestTarget, mostHeaderBytes.asLongValue());
    this.mostBytes = mostBytes.asLongValue();
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_ALL_OTHERS);
  }

  void installFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
  }

  /** {@link BodyReader} has the limit of all bodies but forms. */
  void liftFrameworkLimit(@Observes Router router) {
    router
        .route()
        .order(AFTER_FRAMEWORK_LIMIT)
        .handler(
            exchange -> {
              if (!isForm(exchange.request())) {
                exchange.remove(FRAMEWORK_LIMIT);
              }
              exchange.next();
            });
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).contains("form");
  }

  /** Answers what failed outside of the endpoints, before this gate even, with one line. */
  private void fail(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    if (response.headWritten()) {
      LOG.debugf(exchange.failure(), "a failure after the answer to %s", exchange.request().path());
      return;
    }
    label(exchange.request(), response.headers());
    Integer problem = form.problem(exchange.request());
    if (problem != null) {
      refuseWhole(exchange, problem);
      return;
    }
    int status = exchange.statusCode() < 0 ? 500 : exchange.statusCode();
    if (status >= 500) {
      LOG.errorf(exchange.failure(), "request %s failed", response.headers().get(REQUEST_ID));
    }
    PlainText.send(response, status, ErrorTexts.of(status));
  }

  private void pass(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    label(request, exchange.response().headers());
    Integer problem = form.problem(request);
    if (problem != null) {
      refuseWhole(exchange, problem);
    } else if (exposure == Exposure.LOOPBACK && !LoopbackNames.include(request.authority())) {
      PlainText.send(
          exchange.response(),
          MISDIRECTED,
          "this server listens on the loopback address and answers only to loopback names: use"
              + " `localhost`");
    } else if (announcesTooMuch(request)) {
      refuseWhole(exchange, TOO_LARGE);
    } else {
      exchange.next();
    }
  }

  /**
   * What follows is not waited for, and never taken for another request: the connection ends with
   * the answer.
   */
  private static void refuseWhole(RoutingContext exchange, int status) {
    closeAfterwards(exchange);
    PlainText.send(exchange.response(), status, ErrorTexts.of(status));
  }

  /** Ends the connection with the answer; over HTTP/2 the other requests in it go on. */
  static void closeAfterwards(RoutingContext exchange) {
    if (exchange.request().version() != HttpVersion.HTTP_2) {
      HttpServerResponse response = exchange.response();
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      response.endHandler(end -> exchange.request().connection().close());
    }
  }

  /**
   * Refused here, for the framework's own refusal has no text; a length that is none is its too.
   */
  private boolean announcesTooMuch(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length != null && Long.parseLong(length) > mostBytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void label(HttpServerRequest request, MultiMap headers) {
    String id = request.getHeader(REQUEST_ID);
    headers.set(REQUEST_ID, id == null ? UUID.randomUUID().toString() : id);
    Headers.addTo(headers);
  }
}
