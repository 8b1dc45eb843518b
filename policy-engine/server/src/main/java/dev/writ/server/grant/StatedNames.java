package dev.writ.server.grant;

import dev.writ.engine.request.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes from a subject the roles and groups that its peer may not state.
 *
 * @param subject without them
 * @param dropped their paths
 */
record StatedNames(Subject subject, List<String> dropped) {
  private static final String ROLES = "roles";
  private static final String GROUPS = "groups";

  static StatedNames of(Subject subject, Rights rights) {
    return new StatedNames(subject, List.of())
        .keep(ROLES, rights.rolesOf(subject.type()))
        .keep(GROUPS, rights.groupsOf(subject.type()));
  }

  /**
   * Without the right to state any, the property is no source at all, so that stored entities are
   * the next; what is no list of names the engine refuses.
   */
  private StatedNames keep(String property, Allowed<String> allowed) {
    Object stated = subject.properties().get(property);
    if (stated == null || allowed.everything()) {
      return this;
    }
    List<?> names = stated instanceof List<?> list ? list : List.of(stated);
    List<Object> kept = new ArrayList<>();
    List<String> paths = new ArrayList<>(dropped);
    for (Object name : names) {
      if (name instanceof String text && allowed.contains(text)) {
        kept.add(name);
      } else {
        paths.add("subject." + property + "[" + name + "]");
      }
    }
    if (kept.size() == names.size() && stated instanceof List<?>) {
      return this;
    }
    Map<String, Object> properties = new HashMap<>(subject.properties());
    if (allowed.isNothing()) {
      properties.remove(property);
    } else {
      properties.put(property, kept);
    }
    return new StatedNames(new Subject(subject.type(), subject.id(), properties), paths);
  }
}
