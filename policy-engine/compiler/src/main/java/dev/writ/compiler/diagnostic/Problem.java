package dev.writ.compiler.diagnostic;

import dev.writ.compiler.source.Location;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or doubtful, in a policy repository.
 *
 * @param code the kind of problem, stable across releases, in kebab case such as {@code
 *     unknown-key}
 * @param message one sentence: lower case, no final full stop, the author's text in backticks
 * @param help what to do next, such as {@code did you mean `x`?}
 */
public record Problem(
    Severity severity, String code, Location location, String message, @Nullable String help)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::location)
          .thenComparing(Problem::severity)
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  public static Problem error(String code, Location location, String message) {
    return new Problem(Severity.ERROR, code, location, message, null);
  }

  public static Problem warning(String code, Location location, String message) {
    return new Problem(Severity.WARNING, code, location, message, null);
  }

  /** This problem with help; without any if {@code help} is null. */
  public Problem withHelp(@Nullable String help) {
    return new Problem(severity, code, location, message, help);
  }

  /** By place, then errors before warnings, then by code and message. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
