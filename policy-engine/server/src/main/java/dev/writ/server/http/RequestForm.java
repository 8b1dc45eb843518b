package dev.writ.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds requests that a proxy in front could have read otherwise than this server does, or that are
 * larger than allowed (RFC 9112, sections 2.3, 3.2, 6.1; RFC 6585, section 5).
 *
 * @param longestTarget the most characters of a request target
 * @param mostHeaderBytes the most bytes of all headers together
 */
record RequestForm(int longestTarget, long mostHeaderBytes) {
  /** A colon, a space and the end of the line. */
  private static final int AROUND_A_HEADER = 4;

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What is wrong with a request: the status of its answer; or null. */
  @Nullable Integer problem(HttpServerRequest request) {
    if (request.version() == null) {
      return 505;
    }
    if (request.uri().length() > longestTarget) {
      return 414;
    }
    if (headerBytes(request) > mostHeaderBytes) {
      return 431;
    }
    if (!hasUsualEncoding(request)) {
      return 501;
    }
    return isForUs(request) ? null : 400;
  }

  private static long headerBytes(HttpServerRequest request) {
    long bytes = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      bytes += header.getKey().length() + header.getValue().length() + AROUND_A_HEADER;
    }
    return bytes;
  }

  /** Where a body ends must be beyond doubt: chunked, and nothing else, or a length. */
  private static boolean hasUsualEncoding(HttpServerRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (encodings.size() == 1
            && encodings.getFirst().equalsIgnoreCase("chunked")
            && request.version() != HttpVersion.HTTP_1_0);
  }

  private static boolean isForUs(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    return hosts.size() <= 1 && isTarget(request.uri(), hosts.isEmpty() ? "" : hosts.getFirst());
  }

  /** A path, or an absolute URI that names no other host than the header. */
  private static boolean isTarget(String text, String host) {
    try {
      URI target = new URI(text);
      return target.getRawFragment() == null
          && (text.startsWith("/")
              || (target.getScheme() != null
                  && SCHEMES.contains(target.getScheme())
                  && host.equalsIgnoreCase(target.getRawAuthority())));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
