package dev.writ.engine.program;

import dev.writ.engine.pattern.PermissionPattern;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a role declares.
 *
 * @param role the number of the role that declares it
 * @param permission what it permits
 * @param when the condition of a conditional grant, or null
 */
public record Grant(int role, PermissionPattern permission, @Nullable Expression when) {}
