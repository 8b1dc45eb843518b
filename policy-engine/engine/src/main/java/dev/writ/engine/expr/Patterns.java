package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.pattern.text.TextMatcher;

/** Nodes that ask what the program has prepared: text patterns and windows. */
final class Patterns {
  private Patterns() {}

  /** {@code operand.matches('...')}. */
  static final class Matches extends Node.OfBoolean {
    private final Node operand;
    private final TextMatcher matcher;

    Matches(Node operand, TextMatcher matcher) {
      this.operand = operand;
      this.matcher = matcher;
    }

    @Override
    int truth(Frame frame) {
      Object value = operand.value(frame);
      if (!(value instanceof String text)) {
        return frame.none(
            Errors.isProblem(value) ? value : Calls.named(Errors.WRONG_TYPE, "matches"));
      }
      if (!frame.budget.takeText(text.length())) {
        return frame.none(Errors.BUDGET);
      }
      return matcher.matches(text) ? TRUE : FALSE;
    }
  }

  /** {@code open("...")}. */
  static final class Open extends Node.OfBoolean {
    private final int window;
    private final Schedule schedule;

    Open(int window, Schedule schedule) {
      this.window = window;
      this.schedule = schedule;
    }

    @Override
    int truth(Frame frame) {
      return frame.isOpen(window, schedule) ? TRUE : FALSE;
    }
  }
}
