package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.analysis.data.Values;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.CelProblem;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.cel.Constants;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.source.SourceText;
import dev.writ.engine.program.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expressions of a repository. A let has the types of the environment in which it is
 * used, so it is checked once for each. Thread-safe; lives for one compilation, while the CEL
 * compiler's cache outlives it.
 */
public final class ExpressionChecker {

  /** How many names are looked at for one that the author may have meant. */
  private static final int SUGGESTED = 500;

  private final CelCompiler cel;
  private final LetReferences references;
  private final Problems problems;
  private final Map<Use, CheckedLet> checkedLets = new ConcurrentHashMap<>();
  private final Map<Problem, ConcurrentSkipListSet<String>> elsewhere = new ConcurrentHashMap<>();
  private final Set<UsedFrom> usedFrom = ConcurrentHashMap.newKeySet();
  private final Set<ScopedLet> used = ConcurrentHashMap.newKeySet();

  /** A let in an environment. */
  private record Use(ScopedLet let, CelEnvironment environment) {}

  /** A let that the expressions of a scope reach. */
  private record UsedFrom(CheckedLet let, Scope by) {}

  public ExpressionChecker(CelCompiler cel, Collection<Scope> scopes, Problems problems) {
    this.cel = cel;
    this.problems = problems;
    this.references = LetReferences.of(scopes, cel, problems);
  }

  /**
   * Checks an expression and the lets that it refers to.
   *
   * @param expected the type it must have, or null for any
   * @return null if it is refused, which is reported
   */
  public @Nullable CheckedExpression check(
      SourceText source, Scope scope, CelEnvironment environment, @Nullable Type expected) {
    Map<String, CheckedLet> lets = checkMentioned(source.text(), scope, environment);
    Meaning meaning = compile(source, scope, environment, lets, expected);
    problems.addAll(meaning.problems());
    CompiledExpression expression = meaning.expression();
    if (expression == null) {
      return null;
    }
    lets.keySet().retainAll(expression.lets());
    lets.values().forEach(let -> use(let, scope));
    return new CheckedExpression(source, expression, lets);
  }

  /** Checks a let in an environment in which perhaps nothing uses it, and reports its problems. */
  public void check(ScopedLet let, CelEnvironment environment) {
    CheckedLet checked = checked(let, environment);
    problems.addAll(checked.problems());
    checked.uses().values().forEach(other -> use(other, let.home()));
  }

  /** Reports what is wrong with lets that documents use from elsewhere, once for all of them. */
  public void report() {
    elsewhere.forEach(
        (problem, users) -> {
          String others = users.size() == 1 ? "" : " and " + (users.size() - 1) + " more";
          String used = "it is used by `" + users.first() + "`" + others;
          problems.add(problem.help() == null ? problem.withHelp(used) : problem);
        });
  }

  /** Whether an expression that was checked refers to a let, directly or through others. */
  public boolean isUsed(ScopedLet let) {
    return used.contains(let);
  }

  /** Marks a let and all that it refers to as used from a scope, and notes their problems. */
  private void use(CheckedLet let, Scope by) {
    Deque<CheckedLet> open = new ArrayDeque<>(List.of(let));
    while (!open.isEmpty()) {
      CheckedLet next = open.pop();
      if (usedFrom.add(new UsedFrom(next, by))) {
        used.add(next.let());
        next.problems().forEach(problem -> note(problem, next.let(), by));
        open.addAll(next.uses().values());
      }
    }
  }

  private void note(Problem problem, ScopedLet let, Scope by) {
    if (let.home() == by) {
      problems.add(problem);
    } else {
      elsewhere.computeIfAbsent(problem, p -> new ConcurrentSkipListSet<>()).add(by.owner());
    }
  }

  /** Checks what a let refers to before the let itself, without recursion. */
  private CheckedLet checked(ScopedLet let, CelEnvironment environment) {
    Deque<ScopedLet> open = new ArrayDeque<>(List.of(let));
    while (true) {
      ScopedLet next = open.getLast();
      ScopedLet first = firstUnchecked(next, environment);
      if (first != null) {
        open.addLast(first);
        continue;
      }
      CheckedLet checked =
          checkedLets.computeIfAbsent(new Use(next, environment), this::checkReady);
      open.removeLast();
      if (open.isEmpty()) {
        return checked;
      }
    }
  }

  private @Nullable ScopedLet firstUnchecked(ScopedLet let, CelEnvironment environment) {
    return references.isCyclic(let)
        ? null
        : references.of(let).stream()
            .filter(other -> !checkedLets.containsKey(new Use(other, environment)))
            .findFirst()
            .orElse(null);
  }

  /** Checks a let all of whose references are checked. */
  private CheckedLet checkReady(Use use) {
    if (references.isCyclic(use.let())) {
      return unknown(use.let());
    }
    return switch (use.let().entry()) {
      case LetEntry.Faulty faulty -> unknown(use.let());
      case LetEntry.Constant constant -> constant(use.let(), constant);
      case LetEntry.Expression expression -> expression(use, expression.text());
    };
  }

  /** A let that is known to be wrong: what uses it is judged without it. */
  private static CheckedLet unknown(ScopedLet let) {
    return new CheckedLet(let, null, Map.of(), 1, List.of());
  }

  private static CheckedLet constant(ScopedLet let, LetEntry.Constant constant) {
    var literal = Constants.literal(Values.of(constant.value()));
    var expression =
        new CompiledExpression(
            let.name(), literal, 0, List.of(), List.of(), List.of(), new TreeSet<>(), false);
    return new CheckedLet(let, expression, Map.of(), 1, List.of());
  }

  private CheckedLet expression(Use use, SourceText source) {
    Map<String, CheckedLet> lets = new TreeMap<>();
    for (ScopedLet other : references.of(use.let())) {
      lets.put(other.name(), checkedLets.get(new Use(other, use.environment())));
    }
    Meaning meaning = compile(source, use.let().home(), use.environment(), lets, null);
    return new CheckedLet(
        use.let(), meaning.expression(), lets, meaning.levels(), meaning.problems());
  }

  /** What a text came to: an expression and how deep it nests, or problems. */
  private record Meaning(
      @Nullable CompiledExpression expression, int levels, List<Problem> problems) {}

  private Meaning compile(
      SourceText source,
      Scope scope,
      CelEnvironment environment,
      Map<String, CheckedLet> lets,
      @Nullable Type expected) {
    CelEnvironment own = with(environment, lets);
    return switch (cel.compile(source.text(), own, expected)) {
      case CelResult.Compiled(var compiled) -> bounded(source, compiled, lets);
      case CelResult.Refused refused ->
          new Meaning(null, 1, explain(source, scope, own, expected, refused));
    };
  }

  private static Meaning bounded(
      SourceText source, CompiledExpression compiled, Map<String, CheckedLet> lets) {
    int levels = Levels.of(compiled.root(), compiled.lets(), lets);
    if (levels <= Levels.MOST) {
      return new Meaning(compiled, levels, List.of());
    }
    String message =
        "with the names that it uses, this is nested deeper than " + Levels.MOST + " levels";
    return new Meaning(null, 1, List.of(Problem.error("too-deep", source.location(), message)));
  }

  private Map<String, CheckedLet> checkMentioned(
      String text, Scope scope, CelEnvironment environment) {
    Map<String, CheckedLet> lets = new TreeMap<>();
    for (ScopedLet let : scope.mentionedIn(text)) {
      lets.put(let.name(), checked(let, environment));
    }
    return lets;
  }

  private static CelEnvironment with(CelEnvironment environment, Map<String, CheckedLet> lets) {
    Map<String, Type> types = new TreeMap<>();
    lets.forEach((name, let) -> types.put(name, let.type()));
    return environment.withLets(types);
  }

  /** The problems of a refused text, with suggestions from all names that it could have meant. */
  private List<Problem> explain(
      SourceText source,
      Scope scope,
      CelEnvironment own,
      @Nullable Type expected,
      CelResult.Refused refused) {
    Map<String, Type> all = new TreeMap<>();
    scope.visible().keySet().stream().limit(SUGGESTED).forEach(name -> all.put(name, Type.DYN));
    all.putAll(own.lets());
    CelResult again = cel.compile(source.text(), own.withLets(all), expected);
    List<Problem> explained = new ArrayList<>();
    for (CelProblem problem : (again instanceof CelResult.Refused r ? r : refused).problems()) {
      explained.add(
          Problem.error(
                  problem.code(), source.at(problem.offset(), problem.length()), problem.message())
              .withHelp(problem.help()));
    }
    return explained;
  }
}
