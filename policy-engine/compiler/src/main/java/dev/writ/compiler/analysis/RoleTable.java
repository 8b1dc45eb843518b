package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.naming.DependencyOrder;
import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.cel.RoleNames;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Role;
import dev.writ.compiler.document.RolesDocument;
import dev.writ.compiler.source.Located;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles of a repository by name; a role's number is its place among them, sorted by name. */
final class RoleTable {

  private final Names<Declared> names;

  /** A role and the document that declares it. */
  record Declared(RolesDocument document, Role role) {}

  private RoleTable(Names<Declared> names) {
    this.names = names;
  }

  /** Collects all roles and reports what they say of each other that cannot be. */
  static RoleTable of(List<RolesDocument> documents, Problems problems) {
    List<Declared> all = new ArrayList<>();
    for (RolesDocument document : documents) {
      document.roles().forEach(role -> all.add(new Declared(document, role)));
    }
    RoleTable table = new RoleTable(Names.of("role", all, d -> d.role().name(), problems));
    table.check(problems);
    return table;
  }

  /** All roles in the order of their numbers. */
  List<Declared> all() {
    return List.copyOf(names.all().values());
  }

  /** The names of all roles, for tests of {@code subject.roles}. */
  RoleNames roleNames() {
    return RoleNames.of(namesOf(Role.Plain.class), namesOf(Role.Derived.class));
  }

  private Set<String> namesOf(Class<? extends Role> kind) {
    return all().stream()
        .map(Declared::role)
        .filter(kind::isInstance)
        .map(role -> role.name().value())
        .collect(Collectors.toSet());
  }

  /** The number of a role; -1 if there is none of this name. */
  int number(String name) {
    return names.number(name);
  }

  @Nullable Role get(String name) {
    Declared found = names.get(name);
    return found == null ? null : found.role();
  }

  /** The numbers of roles that were resolved before; unknown names are left out. */
  List<Integer> numbers(List<Located<String>> written) {
    return written.stream().map(name -> names.number(name.value())).filter(n -> n >= 0).toList();
  }

  /** Reports a name that no role has. */
  void resolve(Located<String> written, Problems problems) {
    names.resolve(written, problems);
  }

  /** Reports a name that no role has, or a derived one, where only plain roles may stand. */
  void plain(Located<String> written, Problems problems) {
    Declared found = names.resolve(written, problems);
    if (found != null && found.role() instanceof Role.Derived) {
      String message =
          "`%s` is a derived role; only plain roles may stand here".formatted(written.value());
      problems.add(
          Problem.error("derived-role", written.location(), message)
              .withHelp("a derived role has `when`: nobody states, inherits or is given it"));
    }
  }

  /** A plain role and all that it includes. */
  Set<String> closure(String name) {
    Set<String> closure = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.pop();
      Role role = get(next);
      if (role != null && closure.add(next) && role instanceof Role.Plain plain) {
        plain.inherits().forEach(inherited -> open.push(inherited.value()));
      }
    }
    return closure;
  }

  private void check(Problems problems) {
    SortedMap<String, List<String>> inheritance = new TreeMap<>();
    for (Declared declared : names.all().values()) {
      List<Located<String>> mentioned =
          switch (declared.role()) {
            case Role.Plain plain -> plain.inherits();
            case Role.Derived derived -> derived.of();
          };
      mentioned.forEach(name -> plain(name, problems));
      if (declared.role() instanceof Role.Plain plain) {
        inheritance.put(
            plain.name().value(), plain.inherits().stream().map(Located::value).toList());
      }
    }
    DependencyOrder.of(inheritance).cycles().forEach(cycle -> report(cycle, problems));
  }

  private void report(List<String> cycle, Problems problems) {
    String first = cycle.get(0);
    String next = cycle.get(1 % cycle.size());
    if (get(first) instanceof Role.Plain role) {
      role.inherits().stream()
          .filter(inherited -> inherited.value().equals(next))
          .findFirst()
          .ifPresent(at -> problems.add(cycleProblem(cycle, at)));
    }
  }

  private static Problem cycleProblem(List<String> cycle, Located<String> at) {
    String message =
        "role `%s` inherits itself: %s".formatted(cycle.get(0), DependencyOrder.text(cycle));
    return Problem.error("role-cycle", at.location(), message)
        .withHelp("remove one of these from `inherits`");
  }
}
