package dev.writ.engine.pattern.text;

import dev.writ.engine.program.TextPattern.Anchor;
import dev.writ.engine.program.TextPattern.Literals;
import java.util.Set;

/** A pattern that is a set of literals. */
final class LiteralMatcher implements TextMatcher {
  private final Anchor anchor;
  private final String[] texts;
  private final Set<String> whole;

  LiteralMatcher(Literals literals) {
    anchor = literals.anchor();
    texts = literals.texts().toArray(String[]::new);
    whole = anchor == Anchor.WHOLE ? Set.copyOf(literals.texts()) : Set.of();
  }

  @Override
  public boolean matches(String text) {
    return anchor == Anchor.WHOLE ? whole.contains(text) : matchesPart(text);
  }

  private boolean matchesPart(String text) {
    for (String literal : texts) {
      if (matchesPart(text, literal)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesPart(String text, String literal) {
    return switch (anchor) {
      case ANYWHERE -> text.contains(literal);
      case START -> text.startsWith(literal);
      case END -> text.endsWith(literal);
      case WHOLE -> text.equals(literal);
    };
  }
}
