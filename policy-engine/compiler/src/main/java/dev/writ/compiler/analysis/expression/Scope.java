package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.document.LetEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that the expressions of one document see besides the built-in ones: its own and those
 * of the definitions that it uses.
 */
public final class Scope {

  private final String owner;
  private final List<ScopedLet> own;
  private final Map<String, ScopedLet> visible = new TreeMap<>();

  Scope(String owner, Collection<LetEntry> entries) {
    this.owner = owner;
    this.own = entries.stream().map(entry -> new ScopedLet(owner, entry, this)).toList();
    own.forEach(let -> visible.putIfAbsent(let.name(), let));
  }

  /** The name of the document, for people. */
  String owner() {
    return owner;
  }

  /** Makes another's name visible here; returns the one that has it already, if any. */
  @Nullable ScopedLet add(ScopedLet let) {
    return visible.putIfAbsent(let.name(), let);
  }

  /** The lets of the document itself, as declared. */
  public List<ScopedLet> own() {
    return own;
  }

  /** All visible lets by name, sorted. */
  public Map<String, ScopedLet> visible() {
    return Collections.unmodifiableMap(visible);
  }

  /** The visible lets whose name stands in a text as a word, whatever it means there. */
  List<ScopedLet> mentionedIn(String text) {
    return visible.isEmpty()
        ? List.of()
        : visible.values().stream().filter(let -> hasWord(text, let.name())).toList();
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
      if (starts && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
