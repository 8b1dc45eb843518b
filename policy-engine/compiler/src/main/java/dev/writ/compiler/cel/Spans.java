package dev.writ.compiler.cel;

import cel.parser.internal.CELLexer;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where each node of a syntax tree stands in the text. The parser keeps one position a node:
 * the operator's, the dot's or the opening bracket's. From there, the tokens to the left that
 * belong to the same chain ({@code a.b(c)[d]}), the matching bracket, and the places of the
 * operands give the whole.
 */
final class Spans {
  private final Tokens tokens;
  private final int[] utf16;

  Spans(String text, Tokens tokens) {
    this.tokens = tokens;
    this.utf16 = offsets(text);
  }

  /** UTF-16 offsets by code point, one more than there are. */
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < offsets.length - 1; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    offsets[offsets.length - 1] = at;
    return offsets;
  }

  /** The span of the token at a position, and of a minus sign before it if it is negative. */
  int literal(int position, boolean negative) {
    int token = tokens.at(position);
    boolean signed = negative && tokens.type(token - 1) == CELLexer.MINUS;
    return span(signed ? token - 1 : token, token);
  }

  /**
   * The span of a node that is not a literal.
   *
   * @param position where the parser says it is
   * @param operands what it is made of, in the order of the text
   */
  int node(int position, List<Expr> operands) {
    int token = tokens.at(position);
    if (token < 0) {
      return Span.NONE;
    }
    return switch (tokens.type(token)) {
      case CELLexer.LPAREN -> bracketed(chainStart(token), token);
      case CELLexer.LBRACKET -> bracketed(isIndex(token) ? chainStart(token) : token, token);
      case CELLexer.LBRACE -> bracketed(token, token);
      case CELLexer.DOT -> span(chainStart(token), fieldOf(token));
      case CELLexer.IDENTIFIER, CELLexer.ESC_IDENTIFIER -> identifier(token);
      case CELLexer.EXCLAM -> around(token, operands);
      case CELLexer.MINUS -> operands.size() == 1 ? around(token, operands) : between(operands);
      default -> operands.isEmpty() ? span(token, token) : between(operands);
    };
  }

  private int identifier(int token) {
    boolean rooted = tokens.type(token - 1) == CELLexer.DOT && !endsOperand(token - 2);
    return span(rooted ? token - 1 : token, token);
  }

  private int bracketed(int first, int opening) {
    int closing = tokens.partner(opening);
    return span(first, closing < 0 ? opening : closing);
  }

  /** From a prefix operator to the end of its operand. */
  private int around(int operator, List<Expr> operands) {
    int last = operands.isEmpty() ? operator : lastToken(operands.getLast());
    return span(operator, last);
  }

  /** From the first operand to the last, each with the parentheses around it. */
  private int between(List<Expr> operands) {
    return span(firstToken(operands.getFirst()), lastToken(operands.getLast()));
  }

  private int firstToken(Expr operand) {
    int first = tokenAt(Span.start(operand.span()));
    int last = tokenAt(Span.end(operand.span()) - 1);
    while (isParenthesised(first, last)) {
      first--;
      last++;
    }
    return first;
  }

  private int lastToken(Expr operand) {
    int first = tokenAt(Span.start(operand.span()));
    int last = tokenAt(Span.end(operand.span()) - 1);
    while (isParenthesised(first, last)) {
      first--;
      last++;
    }
    return last;
  }

  private boolean isParenthesised(int first, int last) {
    return tokens.type(first - 1) == CELLexer.LPAREN && tokens.partner(first - 1) == last + 1;
  }

  private int tokenAt(int utf16Offset) {
    int position = Arrays.binarySearch(utf16, utf16Offset);
    return tokens.at(position >= 0 ? position : -position - 2);
  }

  /** The first token of the chain of selections, calls and indices that leads to a token. */
  private int chainStart(int token) {
    int first = token;
    while (true) {
      int before = first - 1;
      boolean joined = tokens.type(first) == CELLexer.DOT || isCallOrIndex(first);
      if (joined && Tokens.isClosing(tokens.type(before))) {
        first = tokens.partner(before);
      } else if (joined && endsOperand(before)) {
        first = before;
      } else if (isName(tokens.type(first)) && isDot(before)) {
        first = dot(before);
      } else {
        return first;
      }
    }
  }

  private boolean isDot(int token) {
    return tokens.type(token) == CELLexer.DOT
        || tokens.type(token) == CELLexer.QUESTIONMARK && tokens.type(token - 1) == CELLexer.DOT;
  }

  private int dot(int token) {
    return tokens.type(token) == CELLexer.DOT ? token : token - 1;
  }

  private boolean isCallOrIndex(int token) {
    return tokens.type(token) == CELLexer.LPAREN && isName(tokens.type(token - 1))
        || tokens.type(token) == CELLexer.LBRACKET && isIndex(token);
  }

  private boolean isIndex(int bracket) {
    return endsOperand(bracket - 1);
  }

  private boolean endsOperand(int token) {
    int type = tokens.type(token);
    return isName(type) || Tokens.isClosing(type) || isLiteral(type);
  }

  private static boolean isName(int type) {
    return type == CELLexer.IDENTIFIER || type == CELLexer.ESC_IDENTIFIER;
  }

  private static boolean isLiteral(int type) {
    return switch (type) {
      case CELLexer.STRING,
          CELLexer.BYTES,
          CELLexer.NUM_INT,
          CELLexer.NUM_UINT,
          CELLexer.NUM_FLOAT,
          CELLexer.CEL_TRUE,
          CELLexer.CEL_FALSE,
          CELLexer.NUL ->
          true;
      default -> false;
    };
  }

  private int fieldOf(int dot) {
    return tokens.type(dot + 1) == CELLexer.QUESTIONMARK ? dot + 2 : dot + 1;
  }

  private int span(int firstToken, int lastToken) {
    return Span.of(utf16[tokens.start(firstToken)], utf16[tokens.end(lastToken)]);
  }
}
