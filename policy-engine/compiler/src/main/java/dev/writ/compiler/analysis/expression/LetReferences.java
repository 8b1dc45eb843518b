package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.analysis.naming.DependencyOrder;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.LetEntry;
import dev.writ.engine.program.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which lets refer to which, and the cycles among them. */
final class LetReferences {

  private final Map<ScopedLet, List<ScopedLet>> references;
  private final Set<ScopedLet> cyclic = new HashSet<>();

  private LetReferences(Map<ScopedLet, List<ScopedLet>> references) {
    this.references = references;
  }

  /** Finds the references of all lets of these scopes; cycles are reported. */
  static LetReferences of(Collection<Scope> scopes, CelCompiler cel, Problems problems) {
    Map<ScopedLet, List<ScopedLet>> references = new ConcurrentHashMap<>();
    List<ScopedLet> lets = scopes.stream().flatMap(scope -> scope.own().stream()).toList();
    lets.parallelStream().forEach(let -> references.put(let, find(let, cel)));
    LetReferences found = new LetReferences(references);
    found.reportCycles(problems);
    return found;
  }

  /** The lets that a let refers to directly. */
  List<ScopedLet> of(ScopedLet let) {
    return references.getOrDefault(let, List.of());
  }

  /** Whether a let is part of a reported cycle. */
  boolean isCyclic(ScopedLet let) {
    return cyclic.contains(let);
  }

  /**
   * A text that holds another let's name as a word may still mean something else by it (a property,
   * a text), so the compiler is asked. What has errors counts as referring to nothing: the errors
   * are reported when it is checked.
   */
  private static List<ScopedLet> find(ScopedLet let, CelCompiler cel) {
    if (!(let.entry() instanceof LetEntry.Expression expression)) {
      return List.of();
    }
    String text = expression.text().text();
    Map<String, Type> types = new TreeMap<>();
    let.home().mentionedIn(text).forEach(mentioned -> types.put(mentioned.name(), Type.DYN));
    if (types.isEmpty()) {
      return List.of();
    }
    return switch (cel.compile(text, CelEnvironment.DYNAMIC.withLets(types), null)) {
      case CelResult.Compiled(var compiled) ->
          compiled.lets().stream()
              .map(name -> Objects.requireNonNull(let.home().visible().get(name)))
              .toList();
      case CelResult.Refused refused -> List.of();
    };
  }

  private void reportCycles(Problems problems) {
    IdentityHashMap<ScopedLet, String> keys = new IdentityHashMap<>();
    Map<String, ScopedLet> byKey = new TreeMap<>();
    references.keySet().forEach(let -> keys.put(let, key(let)));
    keys.forEach((let, key) -> byKey.put(key, let));
    Map<String, List<String>> dependencies = new TreeMap<>();
    references.forEach(
        (let, all) -> dependencies.put(key(let), all.stream().map(keys::get).toList()));
    for (List<String> cycle : DependencyOrder.of(dependencies).cycles()) {
      List<ScopedLet> lets = cycle.stream().map(byKey::get).toList();
      cyclic.addAll(lets);
      problems.add(problem(lets));
    }
  }

  /** Unique, and sorted by the name that people see. */
  private static String key(ScopedLet let) {
    return let.id() + " " + let.entry().name().location();
  }

  private static Problem problem(List<ScopedLet> cycle) {
    ScopedLet first = cycle.get(0);
    List<String> names = new ArrayList<>(cycle.stream().map(ScopedLet::name).toList());
    String message = "`%s` needs itself: %s".formatted(first.name(), DependencyOrder.text(names));
    return Problem.error("let-cycle", first.entry().name().location(), message)
        .withHelp("write one of these without the other");
  }
}
