package dev.writ.server.grant;

/** Where in a request a peer names the workload whose call it asks about. */
sealed interface ServiceField {
  String HEADER = "header.";
  String CONTEXT = "context.";

  /** A header. */
  record Header(String name) implements ServiceField {}

  /** A member of the request's context. */
  record Context(String name) implements ServiceField {}

  /** Reads {@code header.NAME} or {@code context.NAME}. */
  static ServiceField of(String text) {
    if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
      return new Header(text.substring(HEADER.length()));
    }
    if (text.startsWith(CONTEXT) && text.length() > CONTEXT.length()) {
      return new Context(text.substring(CONTEXT.length()));
    }
    throw new IllegalArgumentException("a field is `header.NAME` or `context.NAME`");
  }
}
