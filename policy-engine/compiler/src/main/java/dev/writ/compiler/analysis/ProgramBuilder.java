package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.CheckedRole.CheckedGrant;
import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.analysis.expression.CheckedLet;
import dev.writ.compiler.cel.Numbering;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.Role;
import dev.writ.compiler.document.RuleEntry;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the program of a repository without errors: gives everything its number, in an order that
 * depends on names alone.
 */
final class ProgramBuilder {

  private final CheckedRepository repository;
  private final ZoneTable zones;
  private final LetTable<Let> lets = new LetTable<>(this::let);
  private final PatternTable patterns = new PatternTable();

  ProgramBuilder(CheckedRepository repository) {
    this.repository = repository;
    this.zones = NeededZones.of(repository);
  }

  Program build(Revision revision) {
    List<dev.writ.engine.program.Role> roles = repository.roles().stream().map(this::role).toList();
    List<Grant> grants = grants();
    List<Rule> rules = new ArrayList<>();
    for (CheckedPolicy policy : repository.policies()) {
      policy.rules().forEach(rule -> rules.add(rule(policy.document(), rule)));
    }
    return new Program(
        repository.name(),
        revision,
        zones.zones(),
        repository.windows().all().values().stream().map(w -> Windows.of(w, zones)).toList(),
        patterns.patterns(),
        lets.lets(),
        roles,
        grants,
        rules,
        repository.schema(),
        repository.entities());
  }

  private dev.writ.engine.program.Role role(CheckedRole checked) {
    return switch (checked.role()) {
      case Role.Plain plain ->
          new dev.writ.engine.program.Role.Plain(
              checked.name(),
              repository.table().numbers(plain.inherits()),
              plain.members().stream().map(ProgramBuilder::subject).toList());
      case Role.Derived derived ->
          new dev.writ.engine.program.Role.Derived(
              checked.name(),
              repository.table().numbers(derived.of()),
              derived.resource() == null ? null : derived.resource().value(),
              expression(Objects.requireNonNull(checked.when())));
    };
  }

  private List<Grant> grants() {
    List<Grant> grants = new ArrayList<>();
    for (CheckedRole role : repository.roles()) {
      int number = repository.table().number(role.name());
      for (CheckedGrant grant : role.grants()) {
        grants.add(new Grant(number, grant.permission(), expressionOrNull(grant.when())));
      }
    }
    return grants;
  }

  private Rule rule(PolicyDocument policy, CheckedRule checked) {
    RuleEntry entry = checked.entry();
    return new Rule(
        policy.name().value(),
        entry.name().value(),
        Effect.valueOf(entry.effect().name()),
        checked.permissions(),
        repository.table().numbers(entry.roles()),
        entry.subjects().stream().map(ProgramBuilder::subject).toList(),
        checked.services(),
        window(entry.during()),
        window(entry.outside()),
        expressionOrNull(checked.when()),
        expressionOrNull(checked.unless()),
        entry.reason() == null ? null : entry.reason().value(),
        expressionOrNull(checked.output()),
        source(policy, entry));
  }

  private static Rule.Source source(PolicyDocument policy, RuleEntry entry) {
    List<String> types = CheckedPolicy.types(policy);
    Location location = entry.location();
    return new Rule.Source(
        location.path(),
        location.line(),
        types.isEmpty() ? List.of("*") : types,
        entry.actions().stream().map(Located::value).toList());
  }

  private static SubjectPattern subject(Located<String> written) {
    return SubjectPattern.of(written.value());
  }

  private int window(@Nullable Located<String> name) {
    return name == null ? -1 : repository.windows().number(name.value());
  }

  private @Nullable Expression expressionOrNull(@Nullable CheckedExpression checked) {
    return checked == null ? null : expression(checked);
  }

  private Expression expression(CheckedExpression checked) {
    Location start = checked.source().at(0, 1);
    return checked
        .expression()
        .in(start.path(), start.line(), new Numbers(lets.numbers(checked.uses())));
  }

  private Let let(CheckedLet checked, Map<String, Integer> uses) {
    Location start =
        switch (checked.let().entry()) {
          case LetEntry.Expression expression -> expression.text().at(0, 1);
          case LetEntry.Constant constant -> constant.value().location();
          case LetEntry.Faulty faulty -> faulty.name().location();
        };
    Expression expression =
        Objects.requireNonNull(checked.expression())
            .in(start.path(), start.line(), new Numbers(uses));
    return new Let(checked.let().id(), expression);
  }

  /** The numbers for one expression. */
  private final class Numbers implements Numbering {
    private final Map<String, Integer> byName;

    Numbers(Map<String, Integer> byName) {
      this.byName = byName;
    }

    @Override
    public int let(String name) {
      return Objects.requireNonNull(byName.get(name));
    }

    @Override
    public int window(String name) {
      return repository.windows().number(name);
    }

    @Override
    public int pattern(TextPattern pattern) {
      return patterns.number(pattern);
    }
  }
}
