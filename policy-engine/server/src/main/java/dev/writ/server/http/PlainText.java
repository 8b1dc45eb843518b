package dev.writ.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Error answers: one line of text for people (AuthZEN, Error Responses). */
final class PlainText {
  static final String TYPE = "text/plain;charset=UTF-8";

  private PlainText() {}

  /** Ends an answer with an error. */
  static void send(HttpServerResponse response, int status, String message) {
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, TYPE).end(message + "\n");
  }
}
