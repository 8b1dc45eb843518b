package dev.writ.log.mask;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns of names and paths; see {@link MaskSettings}. */
final class PathPatterns {
  private final List<Pattern> names;
  private final List<Pattern> paths;

  PathPatterns(List<String> patterns) {
    names = patterns.stream().filter(p -> !p.contains(".")).map(PathPatterns::compiled).toList();
    paths = patterns.stream().filter(p -> p.contains(".")).map(PathPatterns::compiled).toList();
  }

  /** {@code ?} stands for at most one character, as in {@code api?key}. */
  private static Pattern compiled(String pattern) {
    var regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append(".?");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags);
  }

  boolean match(String path, String name) {
    return names.stream().anyMatch(pattern -> pattern.matcher(name).matches())
        || paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
