package dev.writ.client.jakarta;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A resource's id in which names in braces stand for path parameters. */
record IdTemplate(String text) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  Set<String> parameters() {
    return PARAMETER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether every brace belongs to a parameter. */
  boolean isWellFormed() {
    String rest = PARAMETER.matcher(text).replaceAll("");
    return !rest.contains("{") && !rest.contains("}");
  }

  /** The id for these values; empty if one is absent, empty or ambiguous. */
  Optional<String> fill(MultivaluedMap<String, String> values) {
    if (!parameters().stream().allMatch(name -> isOne(values.get(name)))) {
      return Optional.empty();
    }
    return Optional.of(PARAMETER.matcher(text).replaceAll(match -> quoted(values, match)));
  }

  private static boolean isOne(@Nullable List<String> values) {
    return values != null && values.size() == 1 && !values.get(0).isEmpty();
  }

  private static String quoted(MultivaluedMap<String, String> values, MatchResult match) {
    return Matcher.quoteReplacement(String.valueOf(values.getFirst(match.group(1))));
  }
}
