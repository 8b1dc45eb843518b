package dev.writ.engine.decide;

import dev.writ.engine.program.Role;
import dev.writ.engine.value.Outcome;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which derived roles a subject holds on the resource of one request, each asked at most once. */
final class DerivedRoles {
  private final LinkedProgram program;
  private final @Nullable Outcome[] answers;
  private final BitSet tested = new BitSet();
  private boolean used;

  DerivedRoles(LinkedProgram program) {
    this.program = program;
    answers = new Outcome[program.program().roles().size()];
  }

  void begin() {
    if (used) {
      Arrays.fill(answers, null);
      tested.clear();
      used = false;
    }
  }

  Outcome holds(int role, Session session) {
    Outcome answer = answers[role];
    if (answer == null) {
      answer = ask(role, (Role.Derived) program.roles().role(role), session);
      answers[role] = answer;
      used = true;
    }
    return answer;
  }

  private Outcome ask(int number, Role.Derived role, Session session) {
    String type = session.facts().request().resource().type();
    if (role.resource() != null && !role.resource().equals(type)) {
      return Outcome.FALSE;
    }
    Outcome base = baseHeld(role, session);
    if (base == Outcome.FALSE) {
      return base;
    }
    tested.set(number);
    return and(base, program.derived(number).test(session));
  }

  /** The numbers of the roles whose conditions were asked for, ascending. */
  List<Integer> tested() {
    return tested.stream().boxed().toList();
  }

  private static Outcome baseHeld(Role.Derived role, Session session) {
    boolean open = false;
    for (int plain : role.of()) {
      Outcome held = session.holds(plain);
      if (held == Outcome.TRUE) {
        return held;
      }
      open |= held == Outcome.UNKNOWN;
    }
    return open ? Outcome.UNKNOWN : Outcome.of(role.of().isEmpty());
  }

  /** An unknown base beside a failed condition: failed only if the base is held, so unknown. */
  private static Outcome and(Outcome base, Outcome condition) {
    return base == Outcome.TRUE || condition == Outcome.FALSE ? condition : Outcome.UNKNOWN;
  }
}
