/** The policy folder: watches it, compiles it and holds the policy set that answers now. */
@NullMarked
package dev.writ.server.policy;

import org.jspecify.annotations.NullMarked;
