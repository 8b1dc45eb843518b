package dev.writ.engine.codec;

import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.TextPattern;

/** Patterns of every kind. */
final class Patterns {
  private static final TextPattern.Anchor[] ANCHORS = TextPattern.Anchor.values();

  private Patterns() {}

  static void writePermission(Output out, PermissionPattern pattern) {
    out.list(pattern.segments(), Output::text);
  }

  static PermissionPattern readPermission(Input in) {
    return new PermissionPattern(in.list(Input::text));
  }

  static void writeSubject(Output out, SubjectPattern pattern) {
    out.text(pattern.toString());
  }

  static SubjectPattern readSubject(Input in) {
    return in.subject();
  }

  static void writeService(Output out, ServicePattern pattern) {
    out.text(pattern.trustDomain());
    out.list(pattern.segments(), Output::text);
  }

  static ServicePattern readService(Input in) {
    return new ServicePattern(in.text(), in.list(Input::text));
  }

  static void writeText(Output out, TextPattern pattern) {
    out.text(pattern.source());
    switch (pattern) {
      case TextPattern.Literals literals -> {
        out.flag(false);
        out.number(literals.anchor().ordinal());
        out.list(literals.texts(), Output::text);
      }
      case TextPattern.Automaton automaton -> {
        out.flag(true);
        out.ints(automaton.classStarts());
        out.ints(automaton.classOf());
        out.number(automaton.classes());
        out.ints(automaton.next());
        out.longs(automaton.accepting());
        out.longs(automaton.acceptingAtEnd());
      }
    }
  }

  static TextPattern readText(Input in) {
    String source = in.text();
    if (in.flag()) {
      return new TextPattern.Automaton(
          source, in.ints(), in.ints(), in.size(), in.ints(), in.longs(), in.longs());
    }
    return new TextPattern.Literals(source, in.constant(ANCHORS), in.list(Input::text));
  }
}
