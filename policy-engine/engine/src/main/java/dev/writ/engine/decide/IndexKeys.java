package dev.writ.engine.decide;

import dev.writ.engine.index.Keys;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which keys a candidate stands in the index. A key may only be narrower than "anybody" where
 * every request that the candidate can be true, failed or unknown for has that key.
 */
final class IndexKeys {
  private IndexKeys() {}

  static boolean areExact(List<SubjectPattern> subjects) {
    return subjects.stream().allMatch(SubjectPattern.One.class::isInstance);
  }

  static Keys ofSubjects(List<SubjectPattern> subjects) {
    return Keys.ofSubjects(subjects.stream().map(SubjectPattern.One.class::cast).toList());
  }

  /** By plain roles; a derived role stands under the plain ones it demands, if any. */
  static Keys ofRoles(List<Integer> wanted, List<Role> roles) {
    List<Integer> keys = new ArrayList<>();
    for (int number : wanted) {
      if (roles.get(number) instanceof Role.Derived derived) {
        if (derived.of().isEmpty()) {
          return Keys.ANYBODY;
        }
        keys.addAll(derived.of());
      } else {
        keys.add(number);
      }
    }
    return Keys.ofRoles(keys.stream().distinct().toList());
  }

  /** By verified ID, where every pattern is one. */
  static Keys ofServices(List<ServicePattern> services) {
    boolean exact = services.stream().allMatch(IndexKeys::isExact);
    return services.isEmpty() || !exact
        ? Keys.ANYBODY
        : Keys.ofServices(services.stream().map(ServicePattern::toString).distinct().toList());
  }

  private static boolean isExact(ServicePattern pattern) {
    return !pattern.segments().contains(ServicePattern.ONE)
        && !pattern.segments().contains(ServicePattern.REST);
  }
}
