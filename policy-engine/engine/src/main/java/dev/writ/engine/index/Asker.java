package dev.writ.engine.index;

import org.jspecify.annotations.Nullable;

/** Who asks, as far as the index cares. */
public interface Asker {

  /** The plain roles held, by number, in any order. */
  IntBuffer heldRoles();

  /** Whether the roles held are not all known, so that no role can be ruled out. */
  boolean rolesUnknown();

  String subjectType();

  String subjectId();

  /** The verified service's ID, or null. */
  @Nullable String serviceId();
}
