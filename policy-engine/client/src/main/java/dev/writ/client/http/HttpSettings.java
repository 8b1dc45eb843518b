package dev.writ.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How a decision point is reached over HTTP. Immutable.
 *
 * @param url its base address; unprotected only on this machine, unless {@code insecure}
 * @param deadline for one call, retries included
 * @param connectTimeout for one connection
 * @param maxConcurrent calls under way at once, and so connections with HTTP/1.1; more are denied
 * @param retries how often a call is repeated whose connection failed before an answer began
 * @param breakerFailures consecutive failures after which the decision point is given a pause
 * @param breakerDelay that pause; one call then tries again
 * @param maxAnswerBytes an answer's length
 * @param http2 whether TLS connections may speak HTTP/2
 * @param insecure whether another machine may be reached without TLS: whoever sits in between then
 *     decides
 * @param token the bearer token of each call: who asks
 * @param tls trusted certificates and the client's own; the platform's where empty
 */
public record HttpSettings(
    URI url,
    Duration deadline,
    Duration connectTimeout,
    int maxConcurrent,
    int retries,
    int breakerFailures,
    Duration breakerDelay,
    int maxAnswerBytes,
    boolean http2,
    boolean insecure,
    Optional<PeerToken> token,
    Optional<Supplier<SSLContext>> tls) {

  public HttpSettings {
    url = base(url);
    positive("deadline", deadline);
    positive("connect-timeout", connectTimeout);
    positive("breaker-delay", breakerDelay);
    atLeast("max-concurrent", maxConcurrent, 1);
    atLeast("retries", retries, 0);
    atLeast("breaker-failures", breakerFailures, 1);
    atLeast("max-answer-bytes", maxAnswerBytes, 1);
    if (!insecure && "http".equals(url.getScheme()) && !isLoopback(url.getHost())) {
      throw new IllegalArgumentException(
          "`" + url + "` is not protected; use https, or set insecure if the network is trusted");
    }
  }

  /** Settings for a decision point, to be changed where the defaults do not fit. */
  public static HttpSettingsBuilder at(URI url) {
    return new HttpSettingsBuilder(url);
  }

  private static URI base(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean plain =
        url.getQuery() == null && url.getFragment() == null && url.getUserInfo() == null;
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || !plain) {
      throw new IllegalArgumentException(
          "`" + url + "` is not the address of a decision point; write it as `https://host:port`");
    }
    String text = scheme + url.toString().substring(scheme.length());
    return URI.create(text.endsWith("/") ? text : text + "/");
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static void positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("`" + name + "` is `" + duration + "`; it must be longer");
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "`" + name + "` is `" + value + "`; it must be at least " + least);
    }
  }
}
