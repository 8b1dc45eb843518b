package dev.writ.bundle;

import java.net.URI;

/** Where a decision point's policies are, if they come as a bundle: {@code bundle+https://…}. */
public final class BundlePlace {
  private static final String PREFIX = "bundle+";

  private BundlePlace() {}

  /** Whether a text means a bundle, and not a folder or a repository. */
  public static boolean isBundle(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * Reads {@code bundle+https://…}, {@code bundle+http://…} or {@code bundle+file:///…}.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static URI parse(String text) {
    URI address = URI.create(text.substring(PREFIX.length()));
    String scheme = String.valueOf(address.getScheme());
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (web ? address.getHost() == null : !scheme.equals("file") || address.getPath() == null) {
      throw new IllegalArgumentException(
          "a bundle is at `bundle+https://host/path` or `bundle+file:///path`");
    }
    return address;
  }
}
