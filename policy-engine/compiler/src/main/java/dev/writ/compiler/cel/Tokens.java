package dev.writ.compiler.cel;

import cel.parser.internal.CELLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of an expression, by the checker's own lexer, without white space and comments.
 * Positions are code points, as the checker counts.
 */
final class Tokens {
  private final List<Token> tokens;
  private final int[] starts;
  private final int[] partners;

  Tokens(String text) {
    var lexer = new CELLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    tokens = new ArrayList<>();
    for (Token t = lexer.nextToken(); t.getType() != Token.EOF; t = lexer.nextToken()) {
      if (t.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(t);
      }
    }
    starts = tokens.stream().mapToInt(Token::getStartIndex).toArray();
    partners = pairBrackets();
  }

  int count() {
    return tokens.size();
  }

  /** The type of a token, one of the constants of {@link CELLexer}; 0 outside the text. */
  int type(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getType() : 0;
  }

  String text(int index) {
    return tokens.get(index).getText();
  }

  /** The first code point of a token. */
  int start(int index) {
    return starts[index];
  }

  /** One past the last code point of a token. */
  int end(int index) {
    return tokens.get(index).getStopIndex() + 1;
  }

  /** The token that begins at or holds this position; the last before it, if none; or -1. */
  int at(int position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  /** The bracket that closes or opens with this one; -1 if it has none. */
  int partner(int index) {
    return index >= 0 && index < partners.length ? partners[index] : -1;
  }

  private int[] pairBrackets() {
    int[] pairs = new int[tokens.size()];
    Arrays.fill(pairs, -1);
    var open = new ArrayDeque<Integer>();
    for (int i = 0; i < pairs.length; i++) {
      if (isOpening(type(i))) {
        open.push(i);
      } else if (isClosing(type(i)) && !open.isEmpty() && closes(type(i), type(open.peek()))) {
        int opening = open.pop();
        pairs[opening] = i;
        pairs[i] = opening;
      }
    }
    return pairs;
  }

  static boolean isOpening(int type) {
    return type == CELLexer.LPAREN || type == CELLexer.LBRACKET || type == CELLexer.LBRACE;
  }

  static boolean isClosing(int type) {
    return type == CELLexer.RPAREN || type == CELLexer.RPRACKET || type == CELLexer.RBRACE;
  }

  private static boolean closes(int closing, int opening) {
    return switch (opening) {
      case CELLexer.LPAREN -> closing == CELLexer.RPAREN;
      case CELLexer.LBRACKET -> closing == CELLexer.RPRACKET;
      default -> closing == CELLexer.RBRACE;
    };
  }
}
