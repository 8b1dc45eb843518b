package dev.writ.engine.pattern;

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

  public ServicePattern {
    segments = List.copyOf(segments);
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
    return "spiffe://" + trustDomain + (segments.isEmpty() ? "" : "/" + String.join("/", segments));
  }
}
