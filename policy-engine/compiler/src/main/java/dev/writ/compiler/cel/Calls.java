package dev.writ.compiler.cel;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.pattern.PatternCompiler;
import dev.writ.compiler.pattern.PatternRefused;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Type;
import java.time.zone.ZoneRulesProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates calls: those whose arguments must be literals, and all others. */
final class Calls {
  /** Each may cost some milliseconds to compile. */
  private static final int MAX_PATTERNS = 20;

  private static final Pattern FIXED_OFFSET = Pattern.compile("[+-]?\\d{1,2}:\\d{2}");
  private static final Set<Function> GETTERS =
      EnumSet.range(Function.GET_FULL_YEAR, Function.GET_MILLISECONDS);

  private final References references;
  private final Complaints complaints;
  private final LiteralTexts literals;

  Calls(References references, Complaints complaints) {
    this.references = references;
    this.complaints = complaints;
    this.literals = new LiteralTexts(complaints);
  }

  Expr matches(List<Expr> arguments, int span) {
    Expr pattern = arguments.getLast();
    String source = text(pattern);
    int number = -1;
    if (source == null) {
      complaints.at(
          pattern.span(),
          "computed-pattern",
          "the pattern of `matches` must be a text literal",
          "compute with `contains`, `startsWith` or `endsWith` instead");
    } else {
      number = compile(source, pattern.span());
    }
    return new Expr.Matches(arguments.getFirst(), number, span);
  }

  private int compile(String source, int span) {
    int known = references.knownPattern(source);
    if (known < 0 && references.patternCount() == MAX_PATTERNS) {
      complaints.at(span, "too-long", "an expression may hold at most 20 patterns", null);
      return -1;
    }
    try {
      return known >= 0 ? known : references.pattern(PatternCompiler.compile(source));
    } catch (PatternRefused refused) {
      complaints.at(span, "invalid-pattern", refused.getMessage(), null);
      return -1;
    }
  }

  Expr open(List<Expr> arguments, int span) {
    Expr window = arguments.getFirst();
    String name = text(window);
    if (name == null) {
      complaints.at(
          window.span(), "computed-window", "the window of `open` must be a text literal", null);
      return window;
    }
    return new Expr.Open(references.window(name, window.span()), span);
  }

  Expr plain(@Nullable Function function, List<Expr> arguments, Type type, int span) {
    if (function == null || !function.takes(arguments.size())) {
      complaints.at(span, "unsupported", "this function is not supported here", null);
      return arguments.isEmpty()
          ? new Expr.ListOf(List.of(), List.of(), type, span)
          : arguments.getFirst();
    }
    literals.check(function, arguments);
    if (GETTERS.contains(function) && arguments.size() == 2) {
      zone(arguments.getLast());
    }
    return new Expr.Call(function, arguments, type, span);
  }

  private void zone(Expr zone) {
    String name = text(zone);
    if (name == null) {
      references.computedZone();
    } else if (ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      references.zone(name);
    } else if (!FIXED_OFFSET.matcher(name).matches()) {
      complaints.at(
          zone.span(),
          "unknown-zone",
          Quote.of(name) + " is not a time zone",
          Spelling.help(name, ZoneRulesProvider.getAvailableZoneIds()));
    }
  }

  private static @Nullable String text(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.value() instanceof String text
        ? text
        : null;
  }
}
