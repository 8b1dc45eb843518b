package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.document.LetEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that the expressions of one document see besides the built-in ones: its own and those
 * of the definitions that it uses.
 */
public final class Scope {

  private static final Pattern WORD = Pattern.compile("\\w++");

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
  Collection<ScopedLet> mentionedIn(String text) {
    if (visible.isEmpty()) {
      return List.of();
    }
    Map<String, ScopedLet> mentioned = new TreeMap<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      ScopedLet let = visible.get(words.group());
      if (let != null) {
        mentioned.put(let.name(), let);
      }
    }
    return mentioned.values();
  }
}
