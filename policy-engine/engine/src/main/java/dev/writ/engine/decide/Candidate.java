package dev.writ.engine.decide;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.expr.Computation;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule or a grant, linked: what the index finds and a session evaluates.
 *
 * @param id in decisions
 * @param parts those it has, in the order of evaluation
 * @param source where a rule stands; null for a grant
 * @param alone the decision when it alone determines, without output: made once, since it is the
 *     most common answer
 */
record Candidate(
    String id,
    Effect effect,
    List<PermissionPattern> permissions,
    Part[] parts,
    @Nullable String reason,
    @Nullable Computation output,
    Rule.@Nullable Source source,
    Decision alone) {

  static Candidate of(
      String id,
      Effect effect,
      List<PermissionPattern> permissions,
      List<Part> parts,
      @Nullable String reason,
      @Nullable Computation output,
      Rule.@Nullable Source source) {
    Decision.Verdict verdict =
        effect == Effect.ALLOW ? Decision.Verdict.ALLOW : Decision.Verdict.DENY;
    Decision alone = new Decision(verdict, List.of(id), reason, Map.of(), List.of(), List.of());
    return new Candidate(
        id, effect, permissions, parts.toArray(Part[]::new), reason, output, source, alone);
  }
}
