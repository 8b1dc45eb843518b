package dev.writ.server.http;

/** What people read about an error that is not about the content of their request. */
final class ErrorTexts {
  private ErrorTexts() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "the request cannot be understood";
      case 404 -> "there is nothing at this path: see /q/openapi for what there is";
      case 405 -> "this path does not take this method: see /q/openapi";
      case 406 -> "the answer exists in none of the types that `Accept` names";
      case 413 -> "the body is larger than 1 MiB";
      case 414 -> "the request target is too long";
      case 415 -> "the body's content type is not one that this path takes: send application/json";
      case 431 -> "the headers are too large";
      case 500 ->
          "the request failed here; the server's log has the details under its X-Request-ID";
      case 501 ->
          "a body is sent with `Content-Length`, or with `Transfer-Encoding: chunked` alone";
      case 503 -> "the server is stopping";
      case 505 -> "the version of HTTP is not one that is spoken here: send HTTP/1.1 or HTTP/2";
      default -> "the request was refused with status " + status;
    };
  }
}
