package dev.writ.server.peer;

import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which a server on the loopback address answers. A web page can make its own
 * name point to 127.0.0.1 (DNS rebinding) and then talk to local servers from a victim's browser;
 * it cannot make the browser send another name than its own.
 */
public final class LoopbackNames {
  private static final Pattern LITERAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private LoopbackNames() {}

  /** Whether a request's authority ({@code Host} or {@code :authority}) is a loopback name. */
  public static boolean include(@Nullable HostAndPort authority) {
    return authority != null
        && LITERAL.matcher(authority.host().toLowerCase(Locale.ROOT)).matches();
  }
}
