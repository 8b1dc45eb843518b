package dev.writ.compiler.testing;

import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Part;
import dev.writ.engine.value.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What of an explanation the decision itself asked for; the rest is there for people alone. */
final class Evaluated {

  private Evaluated() {}

  /** All denies, then the allows up to the one that applied; none if a deny did. */
  static List<Considered> rules(Explanation explanation) {
    List<Considered> asked = new ArrayList<>();
    boolean decided = false;
    for (Considered rule : explanation.rules()) {
      boolean deny = rule.effect().equals("deny");
      if (deny || !decided) {
        asked.add(rule);
      }
      decided |= rule.determining();
    }
    return asked;
  }

  /** The parts of a rule up to the first that is false, that one included. */
  static List<Part> parts(Considered rule) {
    List<Part> asked = new ArrayList<>();
    for (Part part : rule.parts()) {
      asked.add(part);
      if (part.outcome() == Outcome.FALSE) {
        return asked;
      }
    }
    return asked;
  }

  /** Whether the decision depends on the time. */
  static boolean readsNow(Explanation explanation) {
    return explanation.reads().contains("now")
        || rules(explanation).stream()
            .flatMap(rule -> parts(rule).stream())
            .anyMatch(part -> part.name().equals("during") || part.name().equals("outside"));
  }
}
