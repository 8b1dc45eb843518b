package dev.writ.server.secret;

import java.net.URI;

/** Where secrets may be sent. */
public final class Confidential {
  private Confidential() {}

  /** Whether nobody between can read what is sent to a URL: over https, or on this machine. */
  public static boolean isConfidential(URI url) {
    return url.getHost() != null
        && ("https".equals(url.getScheme())
            || "http".equals(url.getScheme())
                && url.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]"));
  }
}
