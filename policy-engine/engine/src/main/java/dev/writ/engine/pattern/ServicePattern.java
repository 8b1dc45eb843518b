package dev.writ.engine.pattern;

import static java.util.stream.Collectors.joining;

import dev.writ.engine.request.SpiffeId;
import java.util.List;

/**
 * A pattern over SPIFFE IDs: the trust domain is literal, {@code *} is one path segment, a last
 * {@code **} one or more.
 *
 * @param segments of the path; may be empty
 */
public record ServicePattern(String trustDomain, List<String> segments) {
  public static final String ONE = "*";
  public static final String REST = "**";

  private static final String SCHEME = "spiffe://";

  public ServicePattern {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pattern such as {@code spiffe://shop.example/*}.
   *
   * @throws IllegalArgumentException if the text is none; the message says why
   */
  public static ServicePattern of(String text) {
    require(text.startsWith(SCHEME), "it does not begin with `spiffe://`");
    List<String> parts = List.of(text.substring(SCHEME.length()).split("/", -1));
    require(!parts.get(0).contains(ONE), "the trust domain is literal");
    List<String> path = parts.subList(1, parts.size());
    for (int i = 0; i < path.size(); i++) {
      String segment = path.get(i);
      require(!segment.equals(REST) || i == path.size() - 1, "`**` may only be the last segment");
      require(!segment.contains(ONE) || isWildcard(segment), "`*` stands for a whole segment");
    }
    require(SpiffeId.parse(example(parts)) != null, "it is not a valid SPIFFE ID");
    return new ServicePattern(parts.get(0), path);
  }

  /** An ID that the pattern matches, if it is one. */
  private static String example(List<String> parts) {
    return SCHEME + parts.stream().map(part -> isWildcard(part) ? "x" : part).collect(joining("/"));
  }

  private static boolean isWildcard(String segment) {
    return segment.equals(ONE) || segment.equals(REST);
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** Whether a verified ID matches. */
  public boolean matches(SpiffeId id) {
    if (!trustDomain.equals(id.trustDomain())) {
      return false;
    }
    List<String> path = id.segments();
    int size = segments.size();
    boolean rest = size > 0 && segments.get(size - 1).equals(REST);
    int fixed = rest ? size - 1 : size;
    if (rest ? path.size() <= fixed : path.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      String segment = segments.get(i);
      if (!segment.equals(ONE) && !segment.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return SCHEME + trustDomain + (segments.isEmpty() ? "" : "/" + String.join("/", segments));
  }
}
