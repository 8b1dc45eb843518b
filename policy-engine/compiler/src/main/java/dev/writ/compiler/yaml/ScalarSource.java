package dev.writ.compiler.yaml;

import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.source.SourceText;
import java.util.Arrays;

/**
 * Finds, for each character of a scalar's content, where it is written. It walks content and source
 * side by side: equal characters advance together, and where they part (a folded line break,
 * indentation, an escape) a new run begins. The YAML parser has made the content; nothing is
 * decoded here, so a disagreement can only move a caret, never change what is decided.
 */
final class ScalarSource {

  private final SourceFile file;
  private final String content;
  private final ScalarStyle style;
  private final Location location;
  private final String source;
  private final int end;
  private int at;
  private int in;
  private int indent;
  private int[] textStarts = new int[4];
  private int[] fileStarts = new int[4];
  private int runs;

  private ScalarSource(SourceFile file, YamlNode.Scalar scalar) {
    this.file = file;
    this.content = scalar.text();
    this.style = scalar.style();
    this.location = scalar.location();
    this.source = file.text();
    this.end = location.offset() + location.length();
    this.at = location.offset();
  }

  static SourceText of(SourceFile file, YamlNode.Scalar scalar) {
    return new ScalarSource(file, scalar).walk();
  }

  private SourceText walk() {
    if (style.isBlock()) {
      enterBlock();
    } else if (style != ScalarStyle.PLAIN) {
      at++;
    }
    run();
    while (in < content.length() && at < end) {
      step();
    }
    int[] starts = Arrays.copyOf(textStarts, runs);
    return new SourceText(file, content, location, starts, Arrays.copyOf(fileStarts, runs));
  }

  private void step() {
    if (isEscape()) {
      escape();
    } else if (foldStart() >= 0) {
      lineBreaks(foldStart());
    } else {
      at++;
      in++;
    }
  }

  /** Skips a block's header and finds how far its lines are indented. */
  private void enterBlock() {
    at = nextLine(at);
    int firstLine = at;
    while (firstLine < end && isBlankLine(firstLine)) {
      firstLine = nextLine(firstLine);
    }
    int leadingBreaks = 0;
    while (leadingBreaks < content.length() && content.charAt(leadingBreaks) == '\n') {
      leadingBreaks++;
    }
    indent = Math.max(0, spaces(source, firstLine) - spaces(content, leadingBreaks));
    skipIndentation();
  }

  private boolean isEscape() {
    char c = source.charAt(at);
    return (style == ScalarStyle.DOUBLE_QUOTED && c == '\\')
        || (style == ScalarStyle.SINGLE_QUOTED && c == '\'');
  }

  private void escape() {
    char kind = at + 1 < end ? source.charAt(at + 1) : ' ';
    if (kind == '\n' || kind == '\r') {
      at = nextLine(at + 1);
      skipIndentation();
    } else {
      int digits = "xuU".indexOf(kind) < 0 ? 0 : 2 << "xuU".indexOf(kind);
      int from = in;
      in += Character.charCount(content.codePointAt(in));
      at = Math.min(end, at + 2 + (style == ScalarStyle.DOUBLE_QUOTED ? digits : 0));
      if (in - from > 1) {
        runAt(from + 1, at - 1);
      }
    }
    run();
  }

  /** The next line break, if only white space stands before it; else -1. */
  private int foldStart() {
    int i = at;
    while (!style.isBlock() && i < end && isBlank(source.charAt(i))) {
      i++;
    }
    return i < end && isBreak(source.charAt(i)) ? i : -1;
  }

  /** Passes line breaks and indentation, which the content has as one space or some breaks. */
  private void lineBreaks(int firstBreak) {
    at = firstBreak;
    if (content.charAt(in) != '\n') {
      in++;
      at = nextLine(at);
      skipIndentation();
    } else {
      while (in < content.length() && content.charAt(in) == '\n' && atBreak()) {
        runAt(in++, at);
        at = nextLine(at);
        skipIndentation();
      }
    }
    while (!style.isBlock() && atBreak()) {
      at = nextLine(at);
      skipIndentation();
    }
    if (style == ScalarStyle.FOLDED && atBreak() && in < content.length()) {
      skipFoldedBreaks();
    }
    run();
  }

  /** A folded paragraph break has one line break more than the content. */
  private void skipFoldedBreaks() {
    if (content.charAt(in) != '\n') {
      at = nextLine(at);
      skipIndentation();
    }
  }

  private void skipIndentation() {
    int limit = style.isBlock() ? at + indent : end;
    while (at < Math.min(limit, end) && isBlank(source.charAt(at))) {
      at++;
    }
  }

  private boolean atBreak() {
    return at < end && isBreak(source.charAt(at));
  }

  private int nextLine(int from) {
    int i = from;
    while (i < end && !isBreak(source.charAt(i))) {
      i++;
    }
    boolean windows = source.startsWith("\r\n", i);
    return Math.min(end, i + (windows ? 2 : 1));
  }

  private boolean isBlankLine(int from) {
    int i = from + spaces(source, from);
    return i < end && isBreak(source.charAt(i));
  }

  private void run() {
    runAt(in, at);
  }

  private void runAt(int textStart, int fileStart) {
    if (runs > 0 && textStarts[runs - 1] == textStart) {
      runs--;
    }
    if (runs == textStarts.length) {
      textStarts = Arrays.copyOf(textStarts, runs * 2);
      fileStarts = Arrays.copyOf(fileStarts, runs * 2);
    }
    textStarts[runs] = textStart;
    fileStarts[runs++] = fileStart;
  }

  private static int spaces(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return Math.max(0, i - from);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
