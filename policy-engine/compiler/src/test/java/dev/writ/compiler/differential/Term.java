package dev.writ.compiler.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A random expression as its parts, so that it can be made smaller.
 *
 * @param type what it should come to, as the grammar writes types
 * @param parts texts and terms, one after the other
 */
record Term(String type, List<Object> parts) {
  Term {
    parts = List.copyOf(parts);
  }

  static Term leaf(String type, String text) {
    return new Term(type, List.of(text));
  }

  String text() {
    var text = new StringBuilder();
    for (Object part : parts) {
      text.append(part instanceof Term term ? term.text() : part);
    }
    return text.toString();
  }

  /** Terms of the same type with something left out; largest omissions first. */
  Stream<Term> smaller() {
    Stream<Term> inner = descendants().filter(term -> term.type.equals(type) || type.equals("dyn"));
    Stream<Term> simple =
        Literals.simplest(type)
            .filter(t -> t.length() < text().length())
            .map(text -> leaf(type, text))
            .stream();
    return Stream.of(simple, inner, replacements()).flatMap(s -> s);
  }

  private Stream<Term> descendants() {
    return parts.stream()
        .filter(Term.class::isInstance)
        .map(Term.class::cast)
        .flatMap(term -> Stream.concat(Stream.of(term), term.descendants()));
  }

  private Stream<Term> replacements() {
    return Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
        .filter(i -> parts.get(i) instanceof Term)
        .flatMap(i -> ((Term) parts.get(i)).smaller().map(term -> with(i, term)));
  }

  private Term with(int index, Term part) {
    var changed = new ArrayList<>(parts);
    changed.set(index, part);
    return new Term(type, changed);
  }
}
