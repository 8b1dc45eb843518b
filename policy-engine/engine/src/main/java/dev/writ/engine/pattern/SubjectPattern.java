package dev.writ.engine.pattern;

/** Which subjects a rule or a role's membership means. */
public sealed interface SubjectPattern {

  /** One subject: {@code user:alice}. */
  record One(String type, String id) implements SubjectPattern {
    @Override
    public String toString() {
      return type + ":" + id;
    }
  }

  /** Every subject of a type: {@code user:*}. */
  record OfType(String type) implements SubjectPattern {
    @Override
    public String toString() {
      return type + ":*";
    }
  }

  /** Every subject whose {@code groups} contain a name: {@code group:staff}. */
  record InGroup(String group) implements SubjectPattern {
    @Override
    public String toString() {
      return "group:" + group;
    }
  }

  /** Every subject that is in some group: {@code group:*}. */
  record InAnyGroup() implements SubjectPattern {
    @Override
    public String toString() {
      return "group:*";
    }
  }

  /** Reads {@code type:id}, split at the first colon. */
  static SubjectPattern of(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "a subject pattern is `type:id`, `type:*` or `group:name`");
    }
    String type = text.substring(0, colon);
    String id = text.substring(colon + 1);
    if (type.equals("group")) {
      return id.equals("*") ? new InAnyGroup() : new InGroup(id);
    }
    return id.equals("*") ? new OfType(type) : new One(type, id);
  }
}
