package dev.writ.compiler.cel;

import dev.writ.engine.program.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one expression. */
final class Complaints {
  /** After so many the rest is no help. */
  private static final int MOST = 20;

  private final String text;
  private final List<CelProblem> problems = new ArrayList<>();

  Complaints(String text) {
    this.text = text;
  }

  /** Adds a problem at a span. */
  void at(int span, String code, String message, @Nullable String help) {
    int offset = text.codePointCount(0, Span.start(span));
    int length = text.codePointCount(Span.start(span), Span.end(span));
    add(new CelProblem(code, offset, length, message, help));
  }

  /** Adds a problem about the whole text. */
  void everywhere(String code, String message, @Nullable String help) {
    add(new CelProblem(code, 0, text.codePointCount(0, text.length()), message, help));
  }

  void add(CelProblem problem) {
    if (problems.size() < MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean none() {
    return problems.isEmpty();
  }

  /** All problems, in the order of the text. */
  List<CelProblem> all() {
    return problems.stream().sorted(Comparator.comparingInt(CelProblem::offset)).toList();
  }
}
