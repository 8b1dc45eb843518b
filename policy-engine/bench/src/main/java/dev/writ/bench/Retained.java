package dev.writ.bench;

import dev.writ.engine.Engine;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Rule;

/**
 * What a linked policy set keeps on the heap: a rule with its index, and a condition with its text,
 * its expression and its closures. A condition's share is what goes when all conditions are taken
 * out. Garbage is collected before each reading.
 */
public final class Retained {
  private static final int POLICIES = 10_000;
  private static final int CONDITIONS = 2 * POLICIES;
  private static final int RULES = 3 * POLICIES;

  private Retained() {}

  public static void main(String... arguments) {
    Policies.ofSize(10);
    long without = kept(withoutConditions(Policies.ofSize(POLICIES)));
    long with = kept(Policies.ofSize(POLICIES));
    System.out.printf("%d rules: %d KiB%n", RULES, with / 1024);
    System.out.printf("%d bytes a rule without its condition%n", without / RULES);
    System.out.printf("%d bytes a condition%n", (with - without) / CONDITIONS);
  }

  private static Program withoutConditions(Program program) {
    return new Program(
        program.name(),
        program.revision(),
        program.zones(),
        program.windows(),
        program.patterns(),
        program.lets(),
        program.roles(),
        program.grants(),
        program.rules().stream().map(Retained::withoutConditions).toList(),
        program.schema(),
        program.entities());
  }

  private static Rule withoutConditions(Rule rule) {
    return new Rule(
        rule.policy(),
        rule.name(),
        rule.effect(),
        rule.permissions(),
        rule.roles(),
        rule.subjects(),
        rule.services(),
        rule.during(),
        rule.outside(),
        null,
        null,
        rule.reason(),
        null,
        rule.source());
  }

  /** What is freed when the engine goes. */
  private static long kept(Program program) {
    Engine[] holder = {Engine.link(program)};
    program = null;
    long with = used();
    if (holder[0].program().rules().isEmpty()) {
      throw new IllegalStateException("the engine must be alive while it is measured");
    }
    holder[0] = null;
    return with - used();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
