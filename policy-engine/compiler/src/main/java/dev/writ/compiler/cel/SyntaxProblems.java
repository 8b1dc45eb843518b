package dev.writ.compiler.cel;

import cel.parser.internal.CELLexer;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.writ.compiler.diagnostic.Quote;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says in an author's terms why a text is not an expression. What authors usually mean is looked
 * for in the text and its tokens first; the parser's own words are only the last resort.
 */
final class SyntaxProblems {
  private static final Map<String, String> WORDS = Map.of("and", "&&", "or", "||", "not", "!");
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final String text;
  private final int[] codePoints;
  private final Tokens tokens;
  private final Complaints complaints;

  SyntaxProblems(String text, Tokens tokens, Complaints complaints) {
    this.text = text;
    this.codePoints = text.codePoints().toArray();
    this.tokens = tokens;
    this.complaints = complaints;
  }

  /** Complains about the first thing that is wrong, as the rest mostly follows from it. */
  void explain(List<CelIssue> issues, CelSource source) {
    boolean known = empty() || strayCharacter() || wordOperator() || bracket() || reserved();
    if (!known) {
      CelIssue first = issues.getFirst();
      int position = source.getLocationOffset(first.getSourceLocation()).orElse(codePoints.length);
      parserSays(first.getMessage(), position);
    }
  }

  private boolean empty() {
    if (tokens.count() > 0 || !text.isBlank()) {
      return false;
    }
    complaints.everywhere("syntax", "the expression is empty", null);
    return true;
  }

  /** A character that belongs to no token, such as a single equals sign. */
  private boolean strayCharacter() {
    int covered = 0;
    for (int i = 0; i <= tokens.count(); i++) {
      int limit = i < tokens.count() ? tokens.start(i) : codePoints.length;
      for (int at = covered; at < limit; at++) {
        int c = codePoints[at];
        if (c == '/' && at + 1 < limit && codePoints[at + 1] == '/') {
          break;
        }
        if (!Character.isWhitespace(c)) {
          return stray(at, c);
        }
      }
      covered = i < tokens.count() ? tokens.end(i) : codePoints.length;
    }
    return false;
  }

  private boolean stray(int at, int c) {
    String written = Character.toString(c);
    switch (c) {
      case '=' -> complain(at, "`=` is not an operator", "use `==` to compare");
      case '&', '|' ->
          complain(
              at, Quote.of(written) + " is not an operator", "use `" + written + written + "`");
      case '"', '\'' -> unfinishedText(at);
      case '“', '”', '‘', '’' ->
          complain(at, Quote.of(written) + " is not a quote of CEL", "use `\"`");
      case '`' -> complain(at, "this name is not closed", "add the closing backtick");
      default -> complain(at, Quote.of(written) + " has no meaning here", null);
    }
    return true;
  }

  private void unfinishedText(int at) {
    boolean escapes = IntStream.range(at, codePoints.length).anyMatch(i -> codePoints[i] == '\\');
    if (escapes) {
      complain(
          at,
          "this text is not closed, or an escape in it does not exist",
          "write a backslash as `\\\\`");
    } else {
      complain(at, "this text is not closed", "add the closing quote");
    }
  }

  private boolean wordOperator() {
    for (int i = 0; i < tokens.count(); i++) {
      String operator = WORDS.get(tokens.text(i));
      boolean misplaced =
          operator != null && tokens.type(i) == CELLexer.IDENTIFIER && isOperator(i);
      if (misplaced) {
        complain(
            tokens.start(i),
            tokens.text(i).length(),
            Quote.of(tokens.text(i)) + " is not an operator",
            "use `" + operator + "`");
        return true;
      }
    }
    return false;
  }

  /** Whether a name stands where an operator must: beside an operand. */
  private boolean isOperator(int token) {
    boolean afterDot = tokens.type(token - 1) == CELLexer.DOT;
    boolean follows = endsOperand(token - 1) && !afterDot;
    boolean precedes = tokens.text(token).equals("not") && beginsOperand(token + 1);
    return follows || precedes;
  }

  private boolean endsOperand(int token) {
    int type = tokens.type(token);
    return Tokens.isClosing(type) || isWord(type) || type == CELLexer.STRING;
  }

  private boolean beginsOperand(int token) {
    return isWord(tokens.type(token));
  }

  private static boolean isWord(int type) {
    return type == CELLexer.IDENTIFIER
        || type == CELLexer.CEL_TRUE
        || type == CELLexer.CEL_FALSE
        || type == CELLexer.NUM_INT
        || type == CELLexer.NUM_FLOAT;
  }

  /** A bracket without its partner. */
  private boolean bracket() {
    for (int i = 0; i < tokens.count(); i++) {
      boolean opens = Tokens.isOpening(tokens.type(i));
      if ((opens || Tokens.isClosing(tokens.type(i))) && tokens.partner(i) < 0) {
        String written = Quote.of(tokens.text(i));
        complain(
            tokens.start(i),
            opens ? written + " is never closed" : written + " closes nothing",
            null);
        return true;
      }
    }
    return false;
  }

  private boolean reserved() {
    for (int i = 0; i < tokens.count(); i++) {
      if (RESERVED.contains(tokens.text(i)) && tokens.type(i - 1) != CELLexer.DOT) {
        complain(
            tokens.start(i),
            tokens.text(i).length(),
            Quote.of(tokens.text(i)) + " is a reserved word",
            null);
        return true;
      }
    }
    return false;
  }

  private void parserSays(String message, int position) {
    if (message.contains("recursion limit")) {
      complaints.everywhere("too-deep", "the expression is nested deeper than 250 levels", null);
    } else if (message.contains("node limit")) {
      complaints.everywhere("too-long", "the expression has too many parts", null);
    } else if (message.contains("simple name") || message.contains("simple identifier")) {
      complain(position, "the variable of a macro must be a plain name", null);
    } else if (message.contains("has() macro")) {
      complain(
          Math.max(0, position - 3),
          3,
          "`has` takes a property",
          "write it as in `has(resource.ownerId)`");
    } else if (message.contains("overwrites accumulator")) {
      complain(position, "this name is reserved", null);
    } else if (isNumber(position)) {
      int token = tokens.at(position);
      int length = tokens.end(token) - tokens.start(token);
      complain(tokens.start(token), length, "this number is beyond the range of its type", null);
    } else if (message.startsWith("math.")) {
      complain(position, "`math.greatest` and `math.least` take numbers or one list of them", null);
    } else {
      unexpected(position);
    }
  }

  /**
   * Whether a number stands here that follows no other operand: then only its size can be wrong.
   */
  private boolean isNumber(int position) {
    int token = position < codePoints.length ? tokens.at(position) : -1;
    int type = tokens.type(token);
    return (type == CELLexer.NUM_INT || type == CELLexer.NUM_UINT) && !endsOperand(token - 1);
  }

  private void unexpected(int position) {
    if (position >= codePoints.length || tokens.count() == 0) {
      int last = Math.max(0, tokens.count() - 1);
      complain(
          tokens.start(last), tokens.text(last).length(), "the expression ends too early", null);
      return;
    }
    int token = Math.max(0, tokens.at(position));
    String help =
        tokens.type(token) == CELLexer.GREATER && tokens.type(token - 1) == CELLexer.LESS
            ? "use `!=` for unequal"
            : null;
    complain(
        tokens.start(token),
        tokens.end(token) - tokens.start(token),
        Quote.of(tokens.text(token)) + " is not expected here",
        help);
  }

  private void complain(int offset, String message, @Nullable String help) {
    complain(offset, 1, message, help);
  }

  private void complain(int offset, int length, String message, @Nullable String help) {
    complaints.add(new CelProblem("syntax", offset, length, message, help));
  }
}
