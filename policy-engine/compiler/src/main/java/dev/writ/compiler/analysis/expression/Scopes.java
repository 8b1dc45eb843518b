package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.DefinitionsDocument;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.RolesDocument;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The scopes of all documents that name or use expressions. */
public final class Scopes {

  private final IdentityHashMap<Document, Scope> byDocument = new IdentityHashMap<>();
  private final Names<DefinitionsDocument> definitions;
  private final Set<String> used = new HashSet<>();
  private final Problems problems;

  private Scopes(Names<DefinitionsDocument> definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  /** Builds all scopes; unknown definitions and names that clash are reported. */
  public static Scopes of(
      Collection<PolicyDocument> policies,
      Collection<RolesDocument> roles,
      Collection<DefinitionsDocument> definitions,
      Problems problems) {
    Scopes scopes =
        new Scopes(
            Names.of("definitions document", definitions, DefinitionsDocument::name, problems),
            problems);
    definitions.forEach(d -> scopes.declare(d, d.name().value(), d.let()));
    policies.forEach(p -> scopes.declare(p, p.name().value(), p.let()));
    roles.forEach(r -> scopes.declare(r, "roles", r.let()));
    definitions.forEach(d -> scopes.use(d, d.use()));
    policies.forEach(p -> scopes.use(p, p.use()));
    roles.forEach(r -> scopes.use(r, r.use()));
    return scopes;
  }

  /** The scope of a document that was given when these were built. */
  public Scope of(Document document) {
    return Objects.requireNonNull(byDocument.get(document));
  }

  public Collection<Scope> all() {
    return byDocument.values();
  }

  /** Definitions that no other document uses. */
  public List<DefinitionsDocument> unused() {
    List<DefinitionsDocument> unused = new ArrayList<>(definitions.all().values());
    unused.removeIf(document -> used.contains(document.name().value()));
    return unused;
  }

  private void declare(Document document, String owner, List<LetEntry> entries) {
    entries.forEach(entry -> refuseBuiltin(entry.name()));
    byDocument.put(document, new Scope(owner, entries));
  }

  private void refuseBuiltin(Located<String> name) {
    if (BuiltinNames.contains(name.value())) {
      String message = "`" + name.value() + "` is the name of something built in";
      problems.add(
          Problem.error("builtin-name", name.location(), message).withHelp("choose another name"));
    }
  }

  private void use(Document document, List<Located<String>> names) {
    for (Located<String> name : names) {
      DefinitionsDocument found = definitions.resolve(name, problems);
      if (found != null) {
        used.add(name.value());
        of(found).own().forEach(let -> add(of(document), let, name));
      }
    }
  }

  private void add(Scope scope, ScopedLet let, Located<String> used) {
    ScopedLet other = scope.add(let);
    if (other != null && other != let) {
      Location at = let.entry().name().location();
      String message =
          "`%s` means two things here: `%s` (%s) and `%s` (%s)"
              .formatted(let.name(), other.id(), other.entry().name().location(), let.id(), at);
      problems.add(
          Problem.error("ambiguous-name", used.location(), message).withHelp("rename one of them"));
    }
  }
}
