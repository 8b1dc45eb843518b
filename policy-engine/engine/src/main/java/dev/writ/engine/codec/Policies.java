package dev.writ.engine.codec;

import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;

/** Roles, grants and rules. */
final class Policies {
  private static final Effect[] EFFECTS = Effect.values();

  private Policies() {}

  static void writeRole(Output out, Role role) {
    out.text(role.name());
    switch (role) {
      case Role.Plain plain -> {
        out.flag(false);
        out.list(plain.inherits(), (o, n) -> o.number(n));
        out.list(plain.members(), Patterns::writeSubject);
      }
      case Role.Derived derived -> {
        out.flag(true);
        out.list(derived.of(), (o, n) -> o.number(n));
        out.optional(derived.resource(), Output::text);
        Expressions.writeExpression(out, derived.when());
      }
    }
  }

  static Role readRole(Input in) {
    String name = in.text();
    if (in.flag()) {
      return new Role.Derived(
          name, in.list(Input::size), in.optional(Input::text), Expressions.readExpression(in));
    }
    return new Role.Plain(name, in.list(Input::size), in.list(Patterns::readSubject));
  }

  static void writeGrant(Output out, Grant grant) {
    out.number(grant.role());
    Patterns.writePermission(out, grant.permission());
    out.optional(grant.when(), Expressions::writeExpression);
  }

  static Grant readGrant(Input in) {
    return new Grant(
        in.size(), Patterns.readPermission(in), in.optional(Expressions::readExpression));
  }

  static void writeRule(Output out, Rule rule) {
    out.text(rule.policy());
    out.text(rule.name());
    out.number(rule.effect().ordinal());
    out.list(rule.permissions(), Patterns::writePermission);
    out.list(rule.roles(), (o, n) -> o.number(n));
    out.list(rule.subjects(), Patterns::writeSubject);
    out.list(rule.services(), Patterns::writeService);
    out.signed(rule.during());
    out.signed(rule.outside());
    out.optional(rule.when(), Expressions::writeExpression);
    out.optional(rule.unless(), Expressions::writeExpression);
    out.optional(rule.reason(), Output::text);
    out.optional(rule.output(), Expressions::writeExpression);
    writeSource(out, rule.source());
  }

  static Rule readRule(Input in) {
    return new Rule(
        in.text(),
        in.text(),
        in.constant(EFFECTS),
        in.list(Patterns::readPermission),
        in.list(Input::size),
        in.list(Patterns::readSubject),
        in.list(Patterns::readService),
        in.signedInt(),
        in.signedInt(),
        in.optional(Expressions::readExpression),
        in.optional(Expressions::readExpression),
        in.optional(Input::text),
        in.optional(Expressions::readExpression),
        readSource(in));
  }

  private static void writeSource(Output out, Rule.Source source) {
    out.text(source.file());
    out.number(source.line());
    out.list(source.resources(), Output::text);
    out.list(source.actions(), Output::text);
  }

  private static Rule.Source readSource(Input in) {
    return new Rule.Source(in.text(), in.size(), in.list(Input::text), in.list(Input::text));
  }
}
