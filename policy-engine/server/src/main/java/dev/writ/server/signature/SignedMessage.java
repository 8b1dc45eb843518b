package dev.writ.server.signature;

import dev.writ.server.peer.Call;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as far as signatures look at it.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host and port as the request names them
 * @param target the request target in origin form: the path and, after {@code ?}, the query
 * @param fields the values of a header in the order received; empty where it is absent
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SignedMessage(
    String method,
    String scheme,
    String authority,
    String target,
    Function<String, List<String>> fields,
    byte[] body) {

  /**
   * Reads a request.
   *
   * @param url under which peers reach this server, where it is configured: what was signed for
   *     another server is then not taken, whatever {@code Host} says
   */
  static SignedMessage of(Call call, Optional<URI> url) {
    HttpServerRequest request = call.request();
    HostAndPort authority = request.authority();
    if (authority == null || !request.uri().startsWith("/")) {
      throw Fault.SIGNATURE_UNSUPPORTED.refused();
    }
    return new SignedMessage(
        request.method().name(),
        url.map(URI::getScheme).orElseGet(() -> String.valueOf(request.scheme())),
        url.map(URI::getRawAuthority).orElseGet(authority::toString),
        request.uri(),
        request.headers()::getAll,
        call.body());
  }

  /** Whether the request has a header. */
  boolean has(String field) {
    return !fields.apply(field).isEmpty();
  }

  /** The target before {@code ?}. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The target from {@code ?} on; {@code ?} alone where there is no query (section 2.2.7). */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "?" : target.substring(query);
  }

  /** In lower case and without the scheme's own port (section 2.2.3). */
  String normalizedAuthority() {
    String defaultPort = scheme.equals("https") ? ":443" : ":80";
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(defaultPort)
        ? lower.substring(0, lower.length() - defaultPort.length())
        : lower;
  }
}
