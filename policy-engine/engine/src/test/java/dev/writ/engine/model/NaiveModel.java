package dev.writ.engine.model;

import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The language's rules for deciding, written down as plainly as they are stated: a scan of
 * everything, regular expressions for patterns, no index, no memo. The engine must agree with it.
 */
public final class NaiveModel {
  private final Program program;

  public NaiveModel(Program program) {
    this.program = program;
  }

  /** A verdict and its determining rules. */
  public record Answer(Verdict verdict, List<String> rules) {}

  public Answer decide(AccessRequest request) {
    List<Rule> denies = program.rules().stream().filter(r -> r.effect() == Effect.DENY).toList();
    List<String> applied =
        denies.stream()
            .filter(r -> Set.of(Outcome.TRUE, Outcome.FAILED).contains(outcome(r, request)))
            .map(Rule::id)
            .toList();
    if (!applied.isEmpty()) {
      return new Answer(Verdict.DENY, applied);
    }
    boolean openDeny = denies.stream().anyMatch(r -> outcome(r, request) == Outcome.UNKNOWN);
    return allow(request, openDeny);
  }

  private Answer allow(AccessRequest request, boolean openDeny) {
    boolean open = false;
    for (Grant grant : program.grants()) {
      Outcome outcome = outcome(grant, request);
      if (outcome == Outcome.TRUE) {
        return answer("role:" + program.roles().get(grant.role()).name(), openDeny);
      }
      open |= outcome == Outcome.UNKNOWN;
    }
    for (Rule rule : program.rules()) {
      Outcome outcome = rule.effect() == Effect.ALLOW ? outcome(rule, request) : Outcome.FALSE;
      if (outcome == Outcome.TRUE) {
        return answer(rule.id(), openDeny);
      }
      open |= outcome == Outcome.UNKNOWN;
    }
    return new Answer(open ? Verdict.UNDECIDABLE : Verdict.DENY, List.of());
  }

  private static Answer answer(String rule, boolean openDeny) {
    return openDeny
        ? new Answer(Verdict.UNDECIDABLE, List.of())
        : new Answer(Verdict.ALLOW, List.of(rule));
  }

  private Outcome outcome(Grant grant, AccessRequest request) {
    if (!matches(grant.permission().toString(), request)) {
      return Outcome.FALSE;
    }
    List<Outcome> parts = new ArrayList<>(List.of(holds(grant.role(), request)));
    if (grant.when() != null) {
      parts.add(test(grant.when(), request));
    }
    return all(Effect.ALLOW, parts);
  }

  private Outcome outcome(Rule rule, AccessRequest request) {
    boolean matches = rule.permissions().stream().anyMatch(p -> matches(p.toString(), request));
    if (!matches) {
      return Outcome.FALSE;
    }
    List<Outcome> parts = new ArrayList<>();
    if (!rule.roles().isEmpty()) {
      parts.add(any(rule.roles().stream().map(role -> holds(role, request)).toList()));
    }
    if (!rule.subjects().isEmpty()) {
      parts.add(
          Outcome.of(rule.subjects().stream().anyMatch(pattern -> isSubject(pattern, request))));
    }
    if (!rule.services().isEmpty()) {
      boolean verified = request.service() != null;
      parts.add(
          Outcome.of(
              verified
                  && rule.services().stream().anyMatch(p -> p.matches(request.service().id()))));
    }
    if (rule.when() != null) {
      parts.add(test(rule.when(), request));
    }
    if (rule.unless() != null) {
      parts.add(not(test(rule.unless(), request)));
    }
    return all(rule.effect(), parts);
  }

  private static Outcome not(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> Outcome.FALSE;
      case FALSE -> Outcome.TRUE;
      default -> outcome;
    };
  }

  private static Outcome all(Effect effect, List<Outcome> parts) {
    if (parts.contains(Outcome.FALSE)) {
      return Outcome.FALSE;
    }
    boolean open = parts.contains(Outcome.UNKNOWN);
    if (parts.contains(Outcome.FAILED) && (effect == Effect.ALLOW || !open)) {
      return Outcome.FAILED;
    }
    return open ? Outcome.UNKNOWN : Outcome.TRUE;
  }

  private static Outcome any(List<Outcome> options) {
    for (Outcome outcome : List.of(Outcome.TRUE, Outcome.UNKNOWN, Outcome.FAILED)) {
      if (options.contains(outcome)) {
        return outcome;
      }
    }
    return Outcome.FALSE;
  }

  private Outcome holds(int number, AccessRequest request) {
    Role role = program.roles().get(number);
    if (role instanceof Role.Derived derived) {
      boolean onType =
          derived.resource() == null || derived.resource().equals(request.resource().type());
      boolean base =
          derived.of().isEmpty()
              || derived.of().stream().anyMatch(r -> heldRoles(request).contains(r));
      return onType && base ? test(derived.when(), request) : Outcome.FALSE;
    }
    return Outcome.of(heldRoles(request).contains(number));
  }

  private Set<Integer> heldRoles(AccessRequest request) {
    Set<Integer> held = new HashSet<>();
    for (int i = 0; i < program.roles().size(); i++) {
      if (program.roles().get(i) instanceof Role.Plain plain
          && (stated(request).contains(plain.name())
              || plain.members().stream().anyMatch(m -> isSubject(m, request)))) {
        include(i, held);
      }
    }
    return held;
  }

  private void include(int number, Set<Integer> held) {
    if (held.add(number) && program.roles().get(number) instanceof Role.Plain plain) {
      plain.inherits().forEach(inherited -> include(inherited, held));
    }
  }

  private static List<?> stated(AccessRequest request) {
    return (List<?>) request.subject().properties().getOrDefault("roles", List.of());
  }

  private static boolean isSubject(SubjectPattern pattern, AccessRequest request) {
    String text = pattern.toString();
    String subject = request.subject().type() + ":" + request.subject().id();
    return text.equals(subject)
        || text.endsWith(":*") && subject.startsWith(text.substring(0, text.length() - 1));
  }

  /** By a regular expression, unlike the engine. */
  static boolean matches(String pattern, AccessRequest request) {
    String type = request.resource().type();
    String name = request.action().name();
    String permission = name.startsWith(type + ":") ? name : type + ":" + name;
    return regex(pattern).matcher(permission).matches();
  }

  /** The language's sentence on {@code *}, as a regular expression. */
  public static Pattern regex(String pattern) {
    List<String> segments = List.of(pattern.split(":"));
    String middle =
        segments.subList(0, segments.size() - 1).stream()
            .map(s -> (s.equals("*") ? "[^:]+" : Pattern.quote(s)) + ":")
            .collect(Collectors.joining());
    String last = segments.getLast();
    return Pattern.compile(
        middle + (last.equals("*") ? "[^:]+(:[^:]+)*" : Pattern.quote(last)), Pattern.DOTALL);
  }

  /** The two forms of condition that {@link Programs} makes. */
  private static Outcome test(Expression expression, AccessRequest request) {
    Expr root = expression.root();
    if (root instanceof Expr.Select select) {
      Object value = request.resource().properties().get(select.field());
      if (value instanceof Unknown) {
        return Outcome.UNKNOWN;
      }
      return value instanceof Boolean flag ? Outcome.of(flag) : Outcome.FAILED;
    }
    Expr.Call call = (Expr.Call) root;
    if (call.function() != Function.GREATER) {
      throw new IllegalArgumentException("not a condition of the model");
    }
    Object value = request.resource().properties().get("amount");
    if (value instanceof Unknown) {
      return Outcome.UNKNOWN;
    }
    double limit = (Double) ((Expr.Literal) call.arguments().get(1)).value();
    return value instanceof Double amount ? Outcome.of(amount > limit) : Outcome.FAILED;
  }
}
