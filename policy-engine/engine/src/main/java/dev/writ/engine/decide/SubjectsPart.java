package dev.writ.engine.decide;

import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.List;
import java.util.stream.Collectors;

/** {@code subjects}: one of the patterns matches the subject. */
record SubjectsPart(List<SubjectPattern> patterns) implements Part {

  @Override
  public String name() {
    return "subjects";
  }

  @Override
  public String text() {
    return patterns.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  @Override
  public Outcome test(Session session) {
    SubjectFacts subject = session.facts().subject();
    boolean unknown = false;
    for (SubjectPattern pattern : patterns) {
      if (matches(pattern, subject)) {
        return Outcome.TRUE;
      }
      unknown |= isAboutGroups(pattern) && subject.groups() instanceof Unknown;
    }
    if (unknown) {
      session.dependOn((Unknown) subject.groups());
    }
    return unknown ? Outcome.UNKNOWN : Outcome.FALSE;
  }

  private static boolean isAboutGroups(SubjectPattern pattern) {
    return pattern instanceof SubjectPattern.InGroup
        || pattern instanceof SubjectPattern.InAnyGroup;
  }

  private static boolean matches(SubjectPattern pattern, SubjectFacts subject) {
    return switch (pattern) {
      case SubjectPattern.One one ->
          one.type().equals(subject.subjectType()) && one.id().equals(subject.subjectId());
      case SubjectPattern.OfType of -> of.type().equals(subject.subjectType());
      case SubjectPattern.InGroup in ->
          subject.groups() instanceof List<?> groups && groups.contains(in.group());
      case SubjectPattern.InAnyGroup any ->
          subject.groups() instanceof List<?> groups && !groups.isEmpty();
    };
  }

  @Override
  public String actual(Session session) {
    SubjectFacts subject = session.facts().subject();
    Object groups = subject.groups();
    return "subject is `%s:%s`%s"
        .formatted(
            subject.subjectType(),
            subject.subjectId(),
            groups == null ? "" : " in groups " + groups);
  }
}
