package dev.writ.server.http;

import dev.writ.server.peer.Exposure;
import dev.writ.server.peer.LoopbackNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

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

  private final Exposure exposure;

  private final long mostBytes;

  Gate(
      Exposure exposure,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
    this.exposure = exposure;
    this.mostBytes = mostBytes.asLongValue();
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_ALL_OTHERS);
  }

  void installFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
  }

  /** Answers what failed outside of the endpoints, before this gate even, with one line. */
  private void fail(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    if (response.headWritten()) {
      LOG.debugf(exchange.failure(), "a failure after the answer to %s", exchange.request().path());
      return;
    }
    int status = exchange.statusCode() < 0 ? 500 : exchange.statusCode();
    if (status >= 500) {
      LOG.errorf(exchange.failure(), "request %s failed", response.headers().get(REQUEST_ID));
    }
    label(exchange.request(), response.headers());
    PlainText.send(response, status, ErrorTexts.of(status));
  }

  private void pass(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    label(request, exchange.response().headers());
    if (exposure == Exposure.LOOPBACK && !LoopbackNames.include(request.authority())) {
      PlainText.send(
          exchange.response(),
          MISDIRECTED,
          "this server listens on the loopback address and answers only to loopback names: use"
              + " `localhost`");
    } else if (announcesTooMuch(request)) {
      refuseBody(exchange);
    } else {
      exchange.next();
    }
  }

  /** The body is not waited for: the connection ends with the answer. */
  private static void refuseBody(RoutingContext exchange) {
    HttpServerResponse response = exchange.response();
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.endHandler(end -> exchange.request().connection().close());
    PlainText.send(response, TOO_LARGE, ErrorTexts.of(TOO_LARGE));
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
