package dev.writ.compiler.cel;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.engine.expr.function.TimeText;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Function;
import dev.writ.engine.value.Cidr;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Ip;
import java.util.List;

/** Refuses text literals that a conversion can never take: better now than in every request. */
record LiteralTexts(Complaints complaints) {

  void check(Function function, List<Expr> arguments) {
    if (!arguments.isEmpty()
        && arguments.getLast() instanceof Expr.Literal literal
        && literal.value() instanceof String text) {
      check(function, text, literal.span());
    }
  }

  private void check(Function function, String text, int span) {
    switch (function) {
      case TO_TIMESTAMP ->
          require(
              isTime(TimeText.timestamp(text)), text, span, "timestamp", "2026-01-31T12:00:00Z");
      case TO_DURATION -> require(isTime(TimeText.duration(text)), text, span, "duration", "1h30m");
      case TO_IP, CIDR_CONTAINS_IP ->
          require(Ip.parse(text) != null, text, span, "network address", "192.0.2.1");
      case TO_CIDR, CIDR_CONTAINS_CIDR ->
          require(Cidr.parse(text) != null, text, span, "range of network addresses", "10.0.0.0/8");
      default -> {}
    }
  }

  private static boolean isTime(Object read) {
    return !(read instanceof EvalError);
  }

  private void require(boolean holds, String text, int span, String what, String example) {
    if (!holds) {
      complaints.at(
          span,
          "invalid-literal",
          Quote.of(text) + " is not a " + what,
          "write it as in `" + example + "`");
    }
  }
}
