package dev.writ.compiler.cel;

import java.util.Set;

/**
 * The roles of the policy set, against which tests of {@code subject.roles} are checked.
 *
 * @param checked false where roles are not known, so that nothing is checked
 * @param plain roles that {@code subject.roles} can hold
 * @param derived roles that it never holds
 */
public record RoleNames(boolean checked, Set<String> plain, Set<String> derived) {
  /** Roles are not known. */
  public static final RoleNames UNCHECKED = new RoleNames(false, Set.of(), Set.of());

  public RoleNames {
    plain = Set.copyOf(plain);
    derived = Set.copyOf(derived);
  }

  /** All roles of a policy set. */
  public static RoleNames of(Set<String> plain, Set<String> derived) {
    return new RoleNames(true, plain, derived);
  }
}
