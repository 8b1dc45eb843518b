package dev.writ.engine.decision;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an access request.
 *
 * @param verdict allow, deny, or undecidable where the answer depends on something unknown
 * @param rules the determining rules by id: all denies that applied, else the allow; empty where no
 *     rule allows it
 * @param reason the reason of the first determining rule that has one; the engine's own where no
 *     rule determines ("no rule allows it"); else null
 * @param output by rule id, what the determining rules add; never merged
 * @param failures every part that failed
 * @param dropped what the request stated and the engine did not believe, as paths such as {@code
 *     subject.roles[order-owner]}
 */
public record Decision(
    Verdict verdict,
    List<String> rules,
    @Nullable String reason,
    Map<String, Map<String, Object>> output,
    List<Failure> failures,
    List<String> dropped) {

  /** The three answers; undecidable is never given to a peer as an allow. */
  public enum Verdict {
    ALLOW,
    DENY,
    UNDECIDABLE
  }

  public Decision {
    rules = List.copyOf(rules);
    failures = List.copyOf(failures);
    dropped = List.copyOf(dropped);
  }

  /** A deny that no rule determines, for a reason outside of the policies. */
  public static Decision denied(String reason) {
    return new Decision(Verdict.DENY, List.of(), reason, Map.of(), List.of(), List.of());
  }

  /** The same decision, which also tells what a door did not believe before the engine. */
  public Decision alsoDropped(List<String> paths) {
    if (paths.isEmpty()) {
      return this;
    }
    TreeSet<String> all = new TreeSet<>(dropped);
    all.addAll(paths);
    return new Decision(verdict, rules, reason, output, failures, List.copyOf(all));
  }

  /** Whether the subject may: only ever true of a known allow. */
  public boolean allowed() {
    return verdict == Verdict.ALLOW;
  }
}
