package dev.writ.cli.doctor.provider;

import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.compiler.diagnostic.Quote;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** URLs in metadata. */
public final class Addresses {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  /** The address that a text is. */
  public static URI parse(String text) throws NoAnswer {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new NoAnswer(Quote.of(text) + " is not an address");
    }
  }

  /** Whether the scheme is {@code https}. */
  public static boolean isTls(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  /** Whether it is plain HTTP within this machine, for trying things out. */
  public static boolean isLocalPlain(URI address) {
    return "http".equalsIgnoreCase(address.getScheme()) && isLoopback(address.getHost());
  }

  /** Whether a host is this machine itself, by its name alone. */
  public static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }
}
