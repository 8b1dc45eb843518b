package dev.writ.compiler.cel;

import cel.parser.internal.CELLexer;
import org.jspecify.annotations.Nullable;

/**
 * The one token that an error points at: the name of a function or field, an operator, a name,
 * where the parser keeps the position of a bracket or dot.
 */
record Highlights(Tokens tokens) {

  int start(int position) {
    int token = token(position);
    return token < 0 ? 0 : tokens.start(token);
  }

  int length(int position) {
    int token = token(position);
    return token < 0 ? 1 : tokens.end(token) - tokens.start(token);
  }

  /** The name of the function or macro whose bracket stands at a position, or null. */
  @Nullable String macro(int position) {
    int token = tokens.at(position);
    return tokens.type(token) == CELLexer.LPAREN && token > 0 ? tokens.text(token - 1) : null;
  }

  /** The position of the last token inside the bracket that opens at a position. */
  int lastIn(int position) {
    int closing = tokens.partner(tokens.at(position));
    return closing > 0 ? tokens.start(closing - 1) : position;
  }

  private int token(int position) {
    int token = tokens.at(position);
    return switch (tokens.type(token)) {
      case CELLexer.LPAREN -> Math.max(0, token - 1);
      case CELLexer.DOT -> field(token);
      default -> token;
    };
  }

  private int field(int dot) {
    int name = tokens.type(dot + 1) == CELLexer.QUESTIONMARK ? dot + 2 : dot + 1;
    return Math.min(name, tokens.count() - 1);
  }
}
