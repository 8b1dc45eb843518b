package dev.writ.engine.explain;

import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Named;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds, of everything that an explanation evaluated by name, what the rules that it shows ask for,
 * directly or through another name.
 */
final class Names {
  private Names() {}

  /** Those that the rules ask for, in their own order. */
  static List<Named> askedBy(Collection<Considered> rules, List<Named> named) {
    List<Named> left = new ArrayList<>(named);
    Deque<String> texts = new ArrayDeque<>();
    rules.forEach(rule -> rule.parts().forEach(part -> texts.add(part.text())));
    while (!texts.isEmpty()) {
      String text = texts.remove();
      for (Named found : left.stream().filter(name -> isIn(text, name)).toList()) {
        left.remove(found);
        texts.add(found.trace().expression().text());
      }
    }
    return named.stream().filter(name -> !left.contains(name)).toList();
  }

  /** A let is asked for by what follows its policy's name, a role by what follows {@code role:}. */
  private static boolean isIn(String text, Named named) {
    String name = named.name().replaceFirst("^(role:|[^/]*/)", "");
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])").matcher(text).find();
  }
}
