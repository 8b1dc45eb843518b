package dev.writ.engine.codec;

import dev.writ.engine.program.Grant;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Window;
import java.util.List;

/**
 * Holds the numbers in a program against the lists they point into, and the orders that the engine
 * relies on. What expressions refer to is checked when they are linked.
 */
final class References {
  private References() {}

  static void check(Program program) {
    program.windows().forEach(window -> checkWindow(window, program));
    checkRoleNames(program.roles());
    program.roles().forEach(role -> checkRole(role, program));
    int before = 0;
    for (Grant grant : program.grants()) {
      checkNumber(grant.role(), program.roles());
      demand(grant.role() >= before, "grants are out of order");
      before = grant.role();
    }
    program.rules().forEach(rule -> checkRule(rule, program));
  }

  private static void checkRoleNames(List<Role> roles) {
    for (int i = 1; i < roles.size(); i++) {
      boolean ascending = roles.get(i - 1).name().compareTo(roles.get(i).name()) < 0;
      demand(ascending, "roles are out of order");
    }
  }

  private static void checkWindow(Window window, Program program) {
    checkNumber(window.zone(), program.zones());
    for (Window.Weekly span : window.open()) {
      demand(span.days() > 0 && span.from() != span.to(), "a window's span is empty");
    }
  }

  private static void checkRole(Role role, Program program) {
    switch (role) {
      case Role.Plain plain -> plain.inherits().forEach(r -> checkPlain(r, program));
      case Role.Derived derived -> derived.of().forEach(r -> checkPlain(r, program));
    }
  }

  private static void checkPlain(int number, Program program) {
    checkNumber(number, program.roles());
    boolean plain = program.roles().get(number) instanceof Role.Plain;
    demand(plain, "a derived role stands where only a plain one may");
  }

  private static void checkRule(Rule rule, Program program) {
    demand(!rule.permissions().isEmpty(), "a rule is about no permission");
    rule.roles().forEach(role -> checkNumber(role, program.roles()));
    checkOptional(rule.during(), program.windows());
    checkOptional(rule.outside(), program.windows());
  }

  private static void checkOptional(int number, List<?> list) {
    if (number != -1) {
      checkNumber(number, list);
    }
  }

  private static void checkNumber(int number, List<?> list) {
    demand(number >= 0 && number < list.size(), "a number points to nothing");
  }

  private static void demand(boolean holds, String message) {
    if (!holds) {
      throw new InvalidProgram(message);
    }
  }
}
