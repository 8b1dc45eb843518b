package dev.writ.compiler.differential;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.differential.Difference.Runtime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One expression in the engine and in both of cel-java's runtimes.
 *
 * @param text the expression
 */
record Comparison(String text, EnginePath engine, Reference reference) {
  private static final int SHRINKING_STEPS = 2_000;

  /** What one request comes to. */
  record Outcome(
      String text,
      Map<String, Map<String, Object>> request,
      Answer engine,
      Answer standard,
      Answer planner) {
    private static final Pattern NEGATIVE_ZERO = Pattern.compile("-0\\.0(?!\\d)|-[a-z(]");

    /**
     * Whether the expression or a property that it names holds -0.0, or negates what may be 0.0.
     */
    boolean seesNegativeZero() {
      return NEGATIVE_ZERO.matcher(text + named()).find();
    }

    /** Whether the expression or a property that it names holds the greatest int. */
    boolean seesGreatestInt() {
      return (text + named()).contains(String.valueOf(Long.MAX_VALUE));
    }

    /** Whether the expression or a property that it names holds a character beyond U+FFFF. */
    boolean seesSupplementary() {
      return text.contains("\\U")
          || text.contains("\\xf0")
          || (text + named()).chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    /** What the request holds of the properties that the expression names. */
    private String named() {
      var named = new StringBuilder();
      request.forEach(
          (root, section) ->
              section.forEach(
                  (name, value) -> {
                    if (text.contains(root) && text.contains(name)) {
                      named.append("%n  %s.%s = %s".formatted(root, name, value));
                    }
                  }));
      return named.toString();
    }

    boolean agrees() {
      return Arrays.stream(Runtime.values()).allMatch(this::agreesWith);
    }

    boolean agreesWith(Runtime runtime) {
      return runtime.of(this).agrees(engine);
    }

    @Override
    public String toString() {
      return "%s%n  engine:   %s%n  standard: %s%n  planner:  %s%s"
          .formatted(text, engine.value(), standard.value(), planner.value(), named());
    }
  }

  /** The expression everywhere, or null where it is refused. */
  static @Nullable Comparison of(CelCompiler compiler, String text) {
    Reference reference = Reference.compile(text);
    return reference != null
            && EnginePath.compile(compiler, text) instanceof CelResult.Compiled compiled
        ? new Comparison(text, new EnginePath(compiled.expression()), reference)
        : null;
  }

  Outcome on(Map<String, Map<String, Object>> request) {
    return new Outcome(
        text,
        request,
        engine.evaluate(request),
        reference.standard(request),
        reference.planner(request));
  }

  /** The difference to a runtime in the smallest expression found that still shows it. */
  static Outcome smallest(CelCompiler compiler, Term term, Outcome found, Runtime runtime) {
    Term best = term;
    Outcome outcome = found;
    Iterator<Term> attempts = best.smaller().iterator();
    for (int i = 0; i < SHRINKING_STEPS && attempts.hasNext(); i++) {
      Term attempt = attempts.next();
      Comparison smaller =
          attempt.text().length() < best.text().length() ? of(compiler, attempt.text()) : null;
      Outcome outcomeOfAttempt = smaller == null ? null : smaller.on(found.request());
      if (outcomeOfAttempt != null && !outcomeOfAttempt.agreesWith(runtime)) {
        best = attempt;
        outcome = outcomeOfAttempt;
        attempts = best.smaller().iterator();
      }
    }
    return outcome;
  }
}
