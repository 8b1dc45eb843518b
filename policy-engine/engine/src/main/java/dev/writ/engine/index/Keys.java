package dev.writ.engine.index;

import dev.writ.engine.pattern.SubjectPattern;
import java.util.List;

/**
 * What narrows an entry of the index beside its permissions: at most one of the three. All empty
 * means that it can matter to anybody.
 *
 * @param roles plain roles, one of which must be held
 * @param subjects one of which it must be
 * @param services verified IDs, one of which it must be
 */
public record Keys(List<Integer> roles, List<SubjectPattern.One> subjects, List<String> services) {
  public static final Keys ANYBODY = new Keys(List.of(), List.of(), List.of());

  public static Keys ofRoles(List<Integer> roles) {
    return new Keys(roles, List.of(), List.of());
  }

  public static Keys ofSubjects(List<SubjectPattern.One> subjects) {
    return new Keys(List.of(), subjects, List.of());
  }

  public static Keys ofServices(List<String> services) {
    return new Keys(List.of(), List.of(), services);
  }
}
