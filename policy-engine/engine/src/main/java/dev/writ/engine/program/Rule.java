package dev.writ.engine.program;

import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a policy. Its place in {@link Program#rules()} is its order: by policy name, then
 * position in the policy.
 *
 * @param permissions what the resource type and {@code actions} parts come to: a request's
 *     permission must match one of them; never empty
 * @param roles numbers of roles, one of which must be held; empty = part absent, as below
 * @param subjects patterns, one of which must match
 * @param services patterns, one of which the service's verified ID must match
 * @param during number of the window that must be open, or -1
 * @param outside number of the window that must be closed, or -1
 * @param reason text for people, or null
 * @param output what a determining rule adds to the answer, a map; or null
 * @param source where it stands, for people
 */
public record Rule(
    String policy,
    String name,
    Effect effect,
    List<PermissionPattern> permissions,
    List<Integer> roles,
    List<SubjectPattern> subjects,
    List<ServicePattern> services,
    int during,
    int outside,
    @Nullable Expression when,
    @Nullable Expression unless,
    @Nullable String reason,
    @Nullable Expression output,
    Source source) {
  public Rule {
    permissions = List.copyOf(permissions);
    roles = List.copyOf(roles);
    subjects = List.copyOf(subjects);
    services = List.copyOf(services);
  }

  /** The name in decisions: {@code policy/rule}. */
  public String id() {
    return policy + "/" + name;
  }

  /**
   * @param file relative to the repository's root
   * @param line from 1
   * @param resources the policy's resource types as written; {@code *} for every type
   * @param actions the patterns as written; empty = every action
   */
  public record Source(String file, int line, List<String> resources, List<String> actions) {
    public Source {
      resources = List.copyOf(resources);
      actions = List.copyOf(actions);
    }
  }
}
