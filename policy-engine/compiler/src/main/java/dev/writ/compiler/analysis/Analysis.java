package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.ExpressionChecker;
import dev.writ.compiler.analysis.expression.Scope;
import dev.writ.compiler.analysis.expression.ScopedLet;
import dev.writ.compiler.analysis.expression.Scopes;
import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.analysis.schema.Environments;
import dev.writ.compiler.analysis.schema.SchemaUnion;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.DefinitionsDocument;
import dev.writ.compiler.document.EntitiesDocument;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.RepositoryDocument;
import dev.writ.compiler.document.RolesDocument;
import dev.writ.compiler.document.SchemaDocument;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.document.Window;
import dev.writ.compiler.document.WindowsDocument;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Checks what the documents of a repository say together. What each finds goes to the problems; the
 * result depends on names and content, never on the order of files or threads.
 */
public final class Analysis {

  private final ParsedRepository repository;
  private final Problems problems;
  private final List<PolicyDocument> policies;
  private final List<RolesDocument> roles;
  private final List<DefinitionsDocument> definitions;
  private final CelCompiler cel;

  private Analysis(ParsedRepository repository, CelCompiler cel, Problems problems) {
    this.repository = repository;
    this.problems = problems;
    this.cel = cel;
    this.policies = repository.documents(PolicyDocument.class);
    this.roles = repository.documents(RolesDocument.class);
    this.definitions = repository.documents(DefinitionsDocument.class);
  }

  /** A repository that was checked; a program may be built of it if there are no errors. */
  public static final class Result {
    private final CheckedRepository checked;

    private Result(CheckedRepository checked) {
      this.checked = checked;
    }

    /** The program; only to be called if no errors were found. */
    public Program program(Revision revision) {
      return new ProgramBuilder(checked).build(revision);
    }
  }

  /** Checks a repository as far as its files could be read. */
  public static Result of(ParsedRepository repository, CelCompiler cel, Problems problems) {
    Problems found = new Problems();
    CheckedRepository checked = new Analysis(repository, cel, found).check();
    problems.addAll(new FaultyFiles(repository).certain(found.sorted()));
    return new Result(checked);
  }

  private CheckedRepository check() {
    Schema schema = SchemaUnion.of(repository.documents(SchemaDocument.class), problems);
    RoleTable table = RoleTable.of(roles, problems);
    Names<Window> windows = windows();
    Names.of("policy", policies, PolicyDocument::name, problems);
    Scopes scopes = Scopes.of(policies, roles, definitions, problems);
    Environments environments = new Environments(schema, windows.all().keySet(), table.roleNames());
    ExpressionChecker expressions = new ExpressionChecker(cel, scopes.all(), problems);
    ActionCheck actions = new ActionCheck(schema, problems);
    PolicyCheck policyCheck =
        new PolicyCheck(scopes, environments, table, windows, actions, expressions, problems);
    RoleCheck roleCheck = new RoleCheck(scopes, environments, actions, expressions, problems);
    CheckedRepository checked =
        new CheckedRepository(
            name(),
            inParallel(table.all(), roleCheck::check),
            table,
            inParallel(policies, policyCheck::check).stream()
                .sorted(Comparator.comparing(CheckedPolicy::name))
                .toList(),
            windows,
            schema,
            entities(table, schema));
    checkUnused(scopes, environments, expressions);
    expressions.report();
    new TestCheck(checked, problems).check(repository.documents(TestsDocument.class));
    if (!problems.hasErrors() && !repository.hasErrors()) {
      warn(checked, scopes, expressions);
    }
    return checked;
  }

  private static <T, R> List<R> inParallel(List<T> all, Function<T, R> check) {
    return all.parallelStream().map(check).toList();
  }

  private Names<Window> windows() {
    List<Window> all =
        repository.documents(WindowsDocument.class).stream()
            .flatMap(document -> document.windows().stream())
            .toList();
    return Names.of("window", all, Window::name, problems);
  }

  private Entities entities(RoleTable table, Schema schema) {
    return new EntityTable(table, problems)
        .unite(repository.documents(EntitiesDocument.class), schema.subjects(), schema.resources());
  }

  private String name() {
    return repository.documents(RepositoryDocument.class).stream()
        .map(document -> document.name().value())
        .findFirst()
        .orElse("");
  }

  /** Lets that nothing refers to are checked too, as for every type there is. */
  private void checkUnused(
      Scopes scopes, Environments environments, ExpressionChecker expressions) {
    definitions.forEach(d -> checkUnused(scopes.of(d), environments, expressions));
    roles.forEach(r -> checkUnused(scopes.of(r), environments, expressions));
  }

  /** Warnings say what is idle, which is only known of a repository without errors. */
  private void warn(CheckedRepository checked, Scopes scopes, ExpressionChecker expressions) {
    new Warnings(checked, problems).collect();
    policies.forEach(p -> unused(scopes.of(p), expressions).forEach(this::warnOfUnused));
    roles.forEach(r -> unused(scopes.of(r), expressions).forEach(this::warnOfUnused));
    for (DefinitionsDocument document : scopes.unused()) {
      String message = "nothing uses definitions `" + document.name().value() + "`";
      problems.add(Problem.warning("unused-definitions", document.name().location(), message));
    }
  }

  private static void checkUnused(
      Scope scope, Environments environments, ExpressionChecker expressions) {
    unused(scope, expressions).forEach(let -> expressions.check(let, environments.of(List.of())));
  }

  private static List<ScopedLet> unused(Scope scope, ExpressionChecker expressions) {
    return scope.own().stream().filter(let -> !expressions.isUsed(let)).toList();
  }

  private void warnOfUnused(ScopedLet let) {
    LetEntry entry = let.entry();
    String message = "nothing uses `" + let.name() + "`";
    problems.add(Problem.warning("unused-let", entry.name().location(), message));
  }
}
