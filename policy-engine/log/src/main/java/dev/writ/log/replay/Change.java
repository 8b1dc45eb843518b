package dev.writ.log.replay;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.value.Unknown;
import dev.writ.log.record.RecordReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a decision differs from the one before, and for which rule.
 *
 * @param rule the rule responsible: of a denial the deny that is new, else the allow that is gone;
 *     of an allow the deny that is gone, else the allow that is new. Where no rule determines,
 *     {@code schema} or another name of a failure, else {@code -}
 * @param kind what kind of change
 */
public record Change(String rule, Kind kind) implements Comparable<Change> {

  /** Kinds of change, the gravest first. */
  public enum Kind {
    DENY_TO_ALLOW("deny → allow"),
    ALLOW_TO_DENY("allow → deny"),
    /** The same answer by other rules, or with another reason. */
    GROUNDS("same answer, other grounds"),
    /** The same answer by the same rules, with another output. */
    OUTPUT("same answer, other output"),
    /** The same answer, and other parts failed or other statements were dropped. */
    ERRORS("same answer, other errors");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }

    /** Whether the answer itself changes. */
    public boolean isOfAnswer() {
      return this == DENY_TO_ALLOW || this == ALLOW_TO_DENY;
    }
  }

  private static final String NO_RULE = "-";

  /** The change from one known decision to another, or null where they are the same. */
  static @Nullable Change between(Decision before, Decision after) {
    if (before.verdict() != after.verdict()) {
      return after.verdict() == Verdict.ALLOW
          ? new Change(responsible(before, after), Kind.DENY_TO_ALLOW)
          : new Change(responsible(after, before), Kind.ALLOW_TO_DENY);
    }
    if (!before.rules().equals(after.rules())) {
      return new Change(otherRule(before.rules(), after.rules()), Kind.GROUNDS);
    }
    String output = otherOutput(before.output(), after.output());
    if (output != null) {
      return new Change(output, Kind.OUTPUT);
    }
    if (!before.failures().equals(after.failures()) || !before.dropped().equals(after.dropped())) {
      return new Change(otherFailure(before.failures(), after.failures()), Kind.ERRORS);
    }
    return Objects.equals(before.reason(), after.reason())
        ? null
        : new Change(first(after), Kind.GROUNDS);
  }

  /** A denial has denies as its rules, or none, and then the allow is what makes the difference. */
  private static String responsible(Decision denial, Decision allow) {
    if (!denial.rules().isEmpty()) {
      return denial.rules().getFirst();
    }
    boolean contradicts =
        denial.failures().stream().anyMatch(failure -> failure.part().equals("schema"));
    return contradicts ? first(denial) : first(allow);
  }

  private static String first(Decision decision) {
    if (!decision.rules().isEmpty()) {
      return decision.rules().getFirst();
    }
    return decision.failures().isEmpty() ? NO_RULE : decision.failures().getFirst().rule();
  }

  private static String otherRule(List<String> before, List<String> after) {
    return after.stream()
        .filter(rule -> !before.contains(rule))
        .findFirst()
        .or(() -> before.stream().filter(rule -> !after.contains(rule)).findFirst())
        .orElseGet(after::getFirst);
  }

  private static String otherFailure(List<Failure> before, List<Failure> after) {
    return after.stream()
        .filter(failure -> !before.contains(failure))
        .findFirst()
        .or(() -> before.stream().filter(failure -> !after.contains(failure)).findFirst())
        .map(Failure::rule)
        .orElse(NO_RULE);
  }

  private static @Nullable String otherOutput(
      Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> after) {
    if (before.isEmpty() && after.isEmpty()) {
      return null;
    }
    Map<String, Map<String, Object>> all = new HashMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .sorted()
        .filter(rule -> !same(before.get(rule), after.get(rule)))
        .findFirst()
        .orElse(null);
  }

  /** JSON has one kind of number, and what is unknown is not called different. */
  private static boolean same(@Nullable Object before, @Nullable Object after) {
    return switch (before) {
      case Unknown unknown -> true;
      case Number a -> after instanceof Number b && a.doubleValue() == b.doubleValue();
      case List<?> a -> after instanceof List<?> b && sameLists(a, b);
      case Map<?, ?> a when a.get(RecordReader.UNKNOWN) instanceof Unknown -> true;
      case Map<?, ?> a -> after instanceof Map<?, ?> b && sameMaps(a, b);
      case null, default -> Objects.equals(before, after);
    };
  }

  private static boolean sameLists(List<?> before, List<?> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!same(before.get(i), after.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMaps(Map<?, ?> before, Map<?, ?> after) {
    return before.keySet().equals(after.keySet())
        && before.keySet().stream().allMatch(key -> same(before.get(key), after.get(key)));
  }

  @Override
  public int compareTo(Change other) {
    int kinds = kind.compareTo(other.kind);
    return kinds != 0 ? kinds : rule.compareTo(other.rule);
  }
}
