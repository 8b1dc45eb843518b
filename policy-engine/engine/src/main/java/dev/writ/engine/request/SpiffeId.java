package dev.writ.engine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SPIFFE ID: {@code spiffe://trust-domain/path}, valid by the SPIFFE ID specification, section 2.
 *
 * @param trustDomain lower-case letters, digits, {@code .}, {@code -} and {@code _}; 1 to 255
 * @param segments the path's segments; empty for the trust domain's own ID
 */
public record SpiffeId(String trustDomain, List<String> segments) {
  /** The most bytes an ID may have. */
  public static final int MAX_LENGTH = 2048;

  private static final String SCHEME = "spiffe://";
  private static final int MAX_TRUST_DOMAIN = 255;

  public SpiffeId {
    segments = List.copyOf(segments);
  }

  /** Reads an ID, or returns null where the text is not exactly one. */
  public static @Nullable SpiffeId parse(String text) {
    if (text.length() > MAX_LENGTH || !text.startsWith(SCHEME)) {
      return null;
    }
    String[] parts = text.substring(SCHEME.length()).split("/", -1);
    if (!validTrustDomain(parts[0])) {
      return null;
    }
    for (int i = 1; i < parts.length; i++) {
      if (!validSegment(parts[i])) {
        return null;
      }
    }
    return new SpiffeId(parts[0], List.of(parts).subList(1, parts.length));
  }

  /** The path with its leading slash, or the empty text. */
  public String path() {
    return segments.isEmpty() ? "" : "/" + String.join("/", segments);
  }

  /**
   * {@code N} where the path is {@code /ns/N/sa/A}, as Kubernetes and Istio write it; else null.
   */
  public @Nullable String namespace() {
    return isKubernetes() ? segments.get(1) : null;
  }

  /** {@code A} where the path is {@code /ns/N/sa/A}; else null. */
  public @Nullable String account() {
    return isKubernetes() ? segments.get(3) : null;
  }

  private boolean isKubernetes() {
    return segments.size() == 4 && segments.get(0).equals("ns") && segments.get(2).equals("sa");
  }

  private static boolean validTrustDomain(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TRUST_DOMAIN
        && text.chars().allMatch(c -> isLower(c) || isPunctuation(c));
  }

  private static boolean validSegment(String text) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().allMatch(c -> isLower(c) || c >= 'A' && c <= 'Z' || isPunctuation(c));
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  private static boolean isPunctuation(int c) {
    return c == '.' || c == '-' || c == '_';
  }

  @Override
  public String toString() {
    return SCHEME + trustDomain + path();
  }
}
