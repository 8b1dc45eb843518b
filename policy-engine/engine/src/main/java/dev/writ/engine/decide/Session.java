package dev.writ.engine.decide;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.expr.Frame;
import dev.writ.engine.expr.Trace;
import dev.writ.engine.index.Candidates;
import dev.writ.engine.index.IntBuffer;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Expression;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides one request after another. It holds what deciding needs besides the program, so that
 * nothing is allocated for it again; one thread uses it at a time.
 *
 * <p>The order is the language's: all denies whose other parts match, then allows until one
 * applies.
 */
public final class Session {
  private static final Decision NO_RULE = denial("no rule allows it", List.of());

  private final LinkedProgram program;
  private final Frame frame;
  private final RequestFacts facts;
  private final DerivedRoles derived;
  private final IntBuffer found = new IntBuffer();
  private final List<Candidate> applied = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Outputs outputs = new Outputs();
  private @Nullable Unknown unknown;

  public Session(LinkedProgram program) {
    this.program = program;
    frame = new Frame(program.linker().layout());
    facts = new RequestFacts(program.program(), program.subjectKinds(), program.roles());
    derived = new DerivedRoles(program);
  }

  Frame frame() {
    return frame;
  }

  RequestFacts facts() {
    return facts;
  }

  void fail(Failure failure) {
    failures.add(failure);
  }

  void dependOn(@Nullable Unknown on) {
    if (on != null) {
      unknown = unknown == null ? on : unknown.and(on);
    }
  }

  /** Whether a role is held; a derived one is asked at most once a request. */
  Outcome holds(int role) {
    if (facts.subject().holds(role)) {
      return Outcome.TRUE;
    }
    if (program.roles().isDerived(role)) {
      return derived.holds(role, this);
    }
    dependOn(facts.subject().unknownRoles());
    return facts.subject().rolesUnknown() ? Outcome.UNKNOWN : Outcome.FALSE;
  }

  /** The numbers of the derived roles whose conditions were asked for. */
  List<Integer> derivedTested() {
    return derived.tested();
  }

  Trace trace(Expression expression) {
    return program.linker().trace(expression, frame);
  }

  /** Decides; total: whatever the request holds, there is a decision. */
  public Decision decide(AccessRequest request) {
    Matching matching = program.match(request.resource().type(), request.action().name());
    String problem = matching.permission() == null ? request.problem() : request.nameProblem();
    if (problem != null || matching.permission() == null) {
      return denial("the request is invalid: " + problem, List.of());
    }
    begin(request, matching);
    String contradiction = facts.contradiction();
    if (contradiction != null) {
      return contradicts(contradiction);
    }
    if (!matching.declared()) {
      return withDropped(
          denial(
              "`%s` is not a declared action of `%s`"
                  .formatted(matching.permission().text(), request.resource().type()),
              List.of()));
    }
    return withDropped(combine(matching));
  }

  private void begin(AccessRequest request, Matching matching) {
    applied.clear();
    failures.clear();
    outputs.clear();
    unknown = null;
    facts.begin(request, Objects.requireNonNull(matching.permission()), matching.kind());
    frame.begin(facts, request.now());
    derived.begin();
  }

  private static Decision contradicts(String path) {
    EvalError error = new EvalError(EvalError.Code.SCHEMA, path);
    return denial(
        "the request contradicts the schema: `" + path + "` is absent or of another type",
        List.of(new Failure("schema", "schema", error)));
  }

  private static Decision denial(String reason, List<Failure> failures) {
    return new Decision(Verdict.DENY, List.of(), reason, Map.of(), failures, List.of());
  }

  private Decision combine(Matching matching) {
    Outcome denied = collectDenies(matching.denies());
    if (frame.exhausted()) {
      return exhausted();
    }
    if (denied == Outcome.TRUE) {
      return deny();
    }
    Outcome allowed = findAllow(matching.grants(), program.grants());
    if (allowed != Outcome.TRUE && !frame.exhausted()) {
      allowed = either(allowed, findAllow(matching.allows(), program.allows()));
    }
    if (frame.exhausted()) {
      return exhausted();
    }
    return verdict(denied, allowed);
  }

  private static Outcome either(Outcome first, Outcome second) {
    return second == Outcome.TRUE || first == Outcome.FALSE ? second : first;
  }

  private Decision verdict(Outcome denied, Outcome allowed) {
    if (allowed == Outcome.FALSE) {
      return failures.isEmpty() ? NO_RULE : denial("no rule allows it", failures);
    }
    if (denied == Outcome.UNKNOWN || allowed == Outcome.UNKNOWN) {
      return undecidable();
    }
    return determinedBy(Verdict.ALLOW);
  }

  /** TRUE where a deny applies, all of which are then in {@code applied}; else FALSE or UNKNOWN. */
  private Outcome collectDenies(Candidates candidates) {
    candidates.collect(facts.subject(), found);
    boolean open = false;
    for (int i = 0; i < found.size() && !frame.exhausted(); i++) {
      Candidate deny = program.denies().get(found.get(i));
      Outcome outcome = evaluate(deny);
      if (outcome == Outcome.TRUE || outcome == Outcome.FAILED) {
        applied.add(deny);
      }
      open |= outcome == Outcome.UNKNOWN;
    }
    if (!applied.isEmpty()) {
      return Outcome.TRUE;
    }
    return open ? Outcome.UNKNOWN : Outcome.FALSE;
  }

  /** TRUE with the first allow that applies in {@code applied}; else FALSE or UNKNOWN. */
  private Outcome findAllow(Candidates candidates, CandidateSet set) {
    candidates.collect(facts.subject(), found);
    boolean open = false;
    for (int i = 0; i < found.size() && !frame.exhausted(); i++) {
      Candidate allow = set.get(found.get(i));
      Outcome outcome = evaluate(allow);
      if (outcome == Outcome.TRUE) {
        outcome = outputs.add(allow, this);
      }
      if (outcome == Outcome.TRUE) {
        applied.add(allow);
        return outcome;
      }
      open |= outcome == Outcome.UNKNOWN;
    }
    return open ? Outcome.UNKNOWN : Outcome.FALSE;
  }

  /** The outcome of a rule: its parts up to the first that is false. */
  private Outcome evaluate(Candidate candidate) {
    boolean failed = false;
    boolean open = false;
    for (Part part : candidate.parts()) {
      Outcome outcome = part.test(this);
      if (outcome == Outcome.FALSE) {
        return outcome;
      }
      failed |= outcome == Outcome.FAILED;
      open |= outcome == Outcome.UNKNOWN;
    }
    return sum(candidate.effect(), failed, open);
  }

  /**
   * What no false part leaves. Failed beside unknown: an allow will not apply either way; a deny
   * applies unless the unknown part turns out false.
   */
  private static Outcome sum(Effect effect, boolean failed, boolean open) {
    if (failed && (effect == Effect.ALLOW || !open)) {
      return Outcome.FAILED;
    }
    return open ? Outcome.UNKNOWN : Outcome.TRUE;
  }

  private Decision deny() {
    applied.forEach(candidate -> outputs.add(candidate, this));
    return determinedBy(Verdict.DENY);
  }

  private Decision determinedBy(Verdict verdict) {
    Candidate first = applied.getFirst();
    if (applied.size() == 1 && failures.isEmpty() && first.output() == null) {
      return first.alone();
    }
    return new Decision(verdict, ids(), reason(), outputs.copy(), failures, List.of());
  }

  private List<String> ids() {
    return applied.stream().map(Candidate::id).toList();
  }

  private @Nullable String reason() {
    for (Candidate candidate : applied) {
      if (candidate.reason() != null) {
        return candidate.reason();
      }
    }
    return null;
  }

  private Decision undecidable() {
    String on = unknown == null ? "what is not known" : String.join(", ", unknown.paths());
    return new Decision(
        Verdict.UNDECIDABLE,
        List.of(),
        "it depends on what is not known: `" + on + "`",
        Map.of(),
        failures,
        List.of());
  }

  private Decision exhausted() {
    failures.add(new Failure("decision", "budget", new EvalError(EvalError.Code.BUDGET, null)));
    return denial("the decision needs more steps than it may take", failures);
  }

  private Decision withDropped(Decision decision) {
    List<String> dropped = facts.dropped();
    if (dropped.isEmpty()) {
      return decision;
    }
    return new Decision(
        decision.verdict(),
        decision.rules(),
        decision.reason(),
        decision.output(),
        decision.failures(),
        dropped);
  }
}
