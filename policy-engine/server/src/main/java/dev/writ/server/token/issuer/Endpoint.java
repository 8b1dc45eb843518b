package dev.writ.server.token.issuer;

import dev.writ.server.secret.Confidential;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks an issuer over HTTP: without redirects, within a time and a size, and over https unless it
 * is on this machine.
 */
final class Endpoint {
  private static final int MAX_BYTES = 512 * 1024;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int OK = 200;

  private final HttpClient client;

  Endpoint(HttpClient client) {
    this.client = client;
  }

  /** Whether a URL may be asked. */
  static boolean isSafe(URI url) {
    return Confidential.isConfidential(url);
  }

  /** The body of a GET. */
  Uni<String> get(URI url) {
    return ask(options(HttpMethod.GET, url), Buffer.buffer());
  }

  /** The body of the answer to a form. */
  Uni<String> post(URI url, String authorization, String form) {
    RequestOptions options =
        options(HttpMethod.POST, url)
            .putHeader(HttpHeaders.AUTHORIZATION, authorization)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    return ask(options, Buffer.buffer(form));
  }

  private static RequestOptions options(HttpMethod method, URI url) {
    if (!isSafe(url)) {
      throw new IllegalArgumentException("`" + url + "` is not https");
    }
    return new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(url.toString())
        .setFollowRedirects(false)
        .setTimeout(TIMEOUT_MILLIS)
        .putHeader(HttpHeaders.ACCEPT, "application/json");
  }

  private Uni<String> ask(RequestOptions options, Buffer body) {
    return Uni.createFrom()
        .completionStage(
            () ->
                client
                    .request(options)
                    .compose(request -> request.send(body).compose(a -> bodyOf(request, a)))
                    .toCompletionStage());
  }

  private static Future<String> bodyOf(HttpClientRequest request, HttpClientResponse answer) {
    if (answer.statusCode() != OK) {
      request.reset();
      return Future.failedFuture("it answered with status " + answer.statusCode());
    }
    Promise<String> body = Promise.promise();
    Buffer received = Buffer.buffer();
    answer.exceptionHandler(body::tryFail);
    answer.endHandler(end -> body.tryComplete(received.toString(StandardCharsets.UTF_8)));
    answer.handler(
        part -> {
          received.appendBuffer(part);
          if (received.length() > MAX_BYTES && body.tryFail("its answer is too large")) {
            request.reset();
          }
        });
    return body.future();
  }
}
