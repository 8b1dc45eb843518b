package dev.writ.cli.doctor.check;

import dev.writ.cli.doctor.provider.Addresses;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A way to change a registered redirect URI into one that is not registered. */
enum Tampering {
  OTHER_HOST("another host", uri -> with(uri, Attacker.HOST)),
  ADDED_HOST("a host that begins like it", uri -> with(uri, uri.getHost() + "." + Attacker.HOST)),
  SUBDOMAIN("a host below it", uri -> with(uri, "attacker." + uri.getHost())),
  SCHEME_DOWNGRADE("plain HTTP", Tampering::downgraded),
  OTHER_PATH("another path", uri -> withPath(uri, "/attacker")),
  APPENDED_PATH("a path below it", uri -> withPath(uri, appended(uri.getRawPath(), "attacker"))),
  PATH_TRAVERSAL(
      "a path above it", uri -> withPath(uri, appended(uri.getRawPath(), "../attacker"))),
  ADDED_QUERY("a query more", Tampering::withQuery),
  OTHER_PORT("another port", Tampering::withOtherPort),
  USER_INFO("the host as a user", uri -> with(uri, uri.getHost() + "@" + Attacker.HOST)),
  LOCALHOST("this machine", uri -> isLocalhost(uri) ? null : with(uri, "localhost")),
  LOCALHOST_DOMAIN("a host like this machine", uri -> with(uri, "localhost." + Attacker.HOST));

  private final String words;
  private final Function<URI, @Nullable String> change;

  Tampering(String words, Function<URI, @Nullable String> change) {
    this.words = words;
    this.change = change;
  }

  /** What it leads to, for people. */
  String words() {
    return words;
  }

  /** The changed URI; nothing if this one cannot be changed so. */
  Optional<String> of(URI registered) {
    return registered.getHost() == null
        ? Optional.empty()
        : Optional.ofNullable(change.apply(registered));
  }

  private static String with(URI uri, String host) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + host + port + rest(uri, uri.getRawPath());
  }

  private static String withPath(URI uri, String path) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + rest(uri, path);
  }

  private static String rest(URI uri, String path) {
    return path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String appended(String path, String more) {
    return path + (path.endsWith("/") ? "" : "/") + more;
  }

  private static String withQuery(URI uri) {
    return uri + (uri.getRawQuery() == null ? "?" : "&") + "attacker=1";
  }

  /** Native applications on this machine may choose their port (RFC 8252 section 7.3). */
  private static @Nullable String withOtherPort(URI uri) {
    return Addresses.isLoopback(uri.getHost())
        ? null
        : uri.getScheme() + "://" + uri.getHost() + ":4443" + rest(uri, uri.getRawPath());
  }

  private static @Nullable String downgraded(URI uri) {
    return Addresses.isTls(uri) ? "http" + uri.toString().substring("https".length()) : null;
  }

  private static boolean isLocalhost(URI uri) {
    return "localhost".equalsIgnoreCase(uri.getHost());
  }
}
