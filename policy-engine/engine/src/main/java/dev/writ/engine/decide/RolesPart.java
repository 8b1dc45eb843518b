package dev.writ.engine.decide;

import dev.writ.engine.value.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** {@code roles}: one of them is held. */
record RolesPart(List<Integer> roles, RoleBook book) implements Part {

  @Override
  public String name() {
    return "roles";
  }

  @Override
  public String text() {
    return roles.stream().map(r -> book.role(r).name()).collect(Collectors.joining(", "));
  }

  @Override
  public Outcome test(Session session) {
    Outcome sum = Outcome.FALSE;
    for (int i = 0; i < roles.size(); i++) {
      Outcome held = session.holds(roles.get(i));
      if (held == Outcome.TRUE) {
        return held;
      }
      sum = either(sum, held);
    }
    return sum;
  }

  /** Unknown before failed before false: an unknown role may yet be held. */
  private static Outcome either(Outcome sum, Outcome held) {
    if (sum == Outcome.UNKNOWN || held == Outcome.UNKNOWN) {
      return Outcome.UNKNOWN;
    }
    return sum == Outcome.FAILED ? sum : held;
  }

  @Override
  public String actual(Session session) {
    return "subject has " + session.facts().subject().roleNames();
  }
}
