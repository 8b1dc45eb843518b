package dev.writ.engine.pattern;

import java.util.List;

/**
 * A pattern over the segments of a permission. {@code *} is exactly one segment; as the last of the
 * pattern, one or more. Matching is by segment, never by string prefix.
 *
 * @param segments not empty, none empty; {@code *} is the wildcard
 */
public record PermissionPattern(List<String> segments) {
  /** The wildcard segment. */
  public static final String ANY = "*";

  public PermissionPattern {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.contains("")) {
      throw new IllegalArgumentException(
          "a permission pattern has at least one segment, none empty");
    }
  }

  /** Reads {@code a:b:*}. */
  public static PermissionPattern of(String text) {
    return new PermissionPattern(List.of(text.split(":", -1)));
  }

  /**
   * Whether this pattern matches a permission's segments, in which {@code *} is an ordinary text.
   */
  public boolean matches(List<String> permission) {
    int last = segments.size() - 1;
    boolean open = segments.get(last).equals(ANY);
    if (open ? permission.size() <= last : permission.size() != last + 1) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      String segment = segments.get(i);
      if (!segment.equals(ANY) && !segment.equals(permission.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return String.join(":", segments);
  }
}
