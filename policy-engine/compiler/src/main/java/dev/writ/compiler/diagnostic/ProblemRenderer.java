package dev.writ.compiler.diagnostic;

import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * Renders problems for people: {@code path:line:column: message}, the source line, a caret under
 * the place, and help. Immutable.
 */
public final class ProblemRenderer {

  /** Problems shown before the rest is only counted. */
  public static final int DEFAULT_LIMIT = 100;

  private static final int WIDTH = 100;
  private static final int LEAD = 60;
  private static final String TAB = "    ";

  private final Map<String, SourceFile> sources;
  private final boolean colour;
  private final int limit;

  /**
   * @param sources the text of the files by path; a problem in a file that is not here is shown
   *     without its line
   * @param colour whether to use ANSI colours
   * @param limit problems shown before the rest is only counted; at least 1
   */
  public ProblemRenderer(Map<String, SourceFile> sources, boolean colour, int limit) {
    this.sources = sources;
    this.colour = colour;
    this.limit = Math.max(1, limit);
  }

  /** All problems in the order given, with an empty line after each; empty for none. */
  public String render(List<Problem> problems) {
    StringBuilder out = new StringBuilder();
    for (Problem problem : problems.subList(0, Math.min(limit, problems.size()))) {
      out.append(render(problem)).append('\n');
    }
    if (problems.size() > limit) {
      out.append("and ").append(problems.size() - limit).append(" more\n");
    }
    return out.toString();
  }

  /** One problem; its last line ends with a line break. */
  public String render(Problem problem) {
    StringBuilder out = new StringBuilder();
    boolean warning = problem.severity() == Severity.WARNING;
    out.append(painted(Quote.visible(problem.location().toString()), "1")).append(": ");
    out.append(warning ? painted("warning", "33") + ": " : "");
    out.append(Quote.visible(problem.message())).append('\n');
    appendSource(out, problem.location(), warning ? "33" : "31");
    if (problem.help() != null) {
      out.append("  ").append(painted("help", "36")).append(": ");
      out.append(Quote.visible(problem.help())).append('\n');
    }
    return out.toString();
  }

  private void appendSource(StringBuilder out, Location location, String paint) {
    SourceFile source = sources.get(location.path());
    if (source == null || source.text().isEmpty()) {
      return;
    }
    String line = source.line(location.line());
    int start = Math.min(location.offset() - source.lineStart(location.line()), line.length());
    int end = Math.clamp((long) start + location.length(), start, line.length());
    Excerpt excerpt = Excerpt.of(line, start, end);
    String number = "%5d | ".formatted(location.line());
    out.append(number).append(excerpt.text()).append('\n');
    out.append("      | ").append(" ".repeat(excerpt.column()));
    out.append(painted("^" + "~".repeat(excerpt.width() - 1), paint)).append('\n');
  }

  private String painted(String text, String ansi) {
    return colour ? "\u001B[" + ansi + "m" + text + "\u001B[0m" : text;
  }

  /**
   * The part of a line that is shown, as it is shown.
   *
   * @param column characters before the caret
   * @param width characters under which the caret stands; at least 1
   */
  private record Excerpt(String text, int column, int width) {

    static Excerpt of(String line, int start, int end) {
      int from = line.length() <= WIDTH ? 0 : Math.max(0, start - LEAD);
      int to = Math.min(line.length(), from + WIDTH);
      int first = splitsPair(line, from) ? from - 1 : from;
      int last = splitsPair(line, to) ? to + 1 : to;
      String before = (first > 0 ? "…" : "") + shown(line.substring(first, start));
      String marked = shown(line.substring(start, Math.clamp(end, start, last)));
      String after = shown(line.substring(start, last)).substring(marked.length());
      String text = before + marked + after + (last < line.length() ? "…" : "");
      return new Excerpt(text.stripTrailing(), length(before), Math.max(1, length(marked)));
    }

    private static boolean splitsPair(String line, int index) {
      return index > 0 && index < line.length() && Character.isLowSurrogate(line.charAt(index));
    }

    private static String shown(String text) {
      return Quote.visible(text.replace("\t", TAB));
    }

    private static int length(String text) {
      return text.codePointCount(0, text.length());
    }
  }
}
