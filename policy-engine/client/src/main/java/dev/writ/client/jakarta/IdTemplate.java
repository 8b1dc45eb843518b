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

  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([A-Za-z_][\\w.-]*)\\s*[:}]");

  /**
   * The parameters of a template, or of a {@code @Path}, where an expression may follow the name.
   */
  static Set<String> parameters(String template) {
    return PARAMETER
        .matcher(template)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The id for these parameters; empty if one is absent, empty or ambiguous. */
  Optional<String> fill(MultivaluedMap<String, String> parameters) {
    if (!parameters(text).stream().allMatch(name -> isOne(parameters.get(name)))) {
      return Optional.empty();
    }
    return Optional.of(PARAMETER.matcher(text).replaceAll(match -> quoted(parameters, match)));
  }

  private static boolean isOne(@Nullable List<String> values) {
    return values != null && values.size() == 1 && !values.get(0).isEmpty();
  }

  private static String quoted(MultivaluedMap<String, String> parameters, MatchResult match) {
    return Matcher.quoteReplacement(String.valueOf(parameters.getFirst(match.group(1))));
  }
}
