package dev.writ.server.http;

import dev.writ.server.peer.Exposure;
import dev.writ.server.peer.LoopbackNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * What every request passes first: its answer gets a request identifier (AuthZEN, Request
 * Identification) and the headers that keep browsers from reading, framing or storing it, whoever
 * makes that answer; and on the loopback address only loopback names are answered.
 */
@Singleton
class Gate {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-ID");

  private static final int MISDIRECTED = 421;
  private static final int BEFORE_ALL_OTHERS = 1_000_000;

  private final Exposure exposure;

  Gate(Exposure exposure) {
    this.exposure = exposure;
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_ALL_OTHERS);
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
    } else {
      exchange.next();
    }
  }

  private static void label(HttpServerRequest request, MultiMap headers) {
    String id = request.getHeader(REQUEST_ID);
    headers.set(REQUEST_ID, id == null ? UUID.randomUUID().toString() : id);
    Headers.addTo(headers);
  }
}
