package dev.writ.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision point's own answer. Immutable.
 *
 * @param id of the decision, to find it in the decision log
 * @param revision of the policy set that decided
 * @param rules the determining rules
 * @param reason of the first determining rule that has one
 * @param output of the determining rules, by rule name
 * @param errors conditions that failed, as JSON values; even an allow may have some
 * @param dropped properties that were stated and not believed
 */
public record Answered(
    boolean allowed,
    Optional<String> id,
    Optional<String> revision,
    List<String> rules,
    Optional<String> reason,
    Map<String, Object> output,
    List<Object> errors,
    List<String> dropped)
    implements Decision {

  public Answered {
    rules = List.copyOf(rules);
    output = Values.copy(output);
    errors = Values.copy(errors);
    dropped = List.copyOf(dropped);
  }

  /** An answer that says no more than its verdict and reason, as a stand-in for tests gives. */
  public static Answered of(boolean allowed, String reason) {
    return new Answered(
        allowed,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(reason),
        Map.of(),
        List.of(),
        List.of());
  }
}
