package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Functions;
import dev.writ.engine.expr.function.Zones;
import dev.writ.engine.pattern.text.TextMatcher;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.time.Windows;
import java.util.ArrayList;
import java.util.List;

/** What the expressions of a program refer to by number or name. */
final class Scope {
  private final Layout layout;
  private final Zones zones;
  private final Functions functions;
  private final List<TextMatcher> patterns;
  private final Schedule schedule;
  private final int windows;
  private final List<Linked> lets = new ArrayList<>();

  private Scope(Program program, Layout layout) {
    this.layout = layout;
    zones = new Zones(program.zones());
    functions = new Functions();
    patterns = program.patterns().stream().map(TextMatcher::of).toList();
    schedule = Windows.of(program)::isOpen;
    windows = program.windows().size();
  }

  /**
   * The scope of a program, its lets linked in their order, ready to be traced as conditions are.
   */
  static Scope of(Program program, Layout layout) {
    var scope = new Scope(program, layout);
    for (Let let : program.lets()) {
      int locals = Builder.locals(let.expression());
      layout.shared(locals);
      scope.lets.add(Builder.link(let.expression(), scope, layout.reserve(locals), false));
    }
    return scope;
  }

  Layout layout() {
    return layout;
  }

  Zones zones() {
    return zones;
  }

  Functions functions() {
    return functions;
  }

  Schedule schedule() {
    return schedule;
  }

  /** A let that stands before the expression being linked. */
  Linked let(int number) {
    return lets.get(within(number, lets.size(), "a let"));
  }

  TextMatcher pattern(int number) {
    return patterns.get(within(number, patterns.size(), "a pattern"));
  }

  int window(int number) {
    return within(number, windows, "a window");
  }

  private static int within(int number, int size, String what) {
    if (number < 0 || number >= size) {
      throw new InvalidProgram(what + " is referred to that is not there: " + number);
    }
    return number;
  }
}
