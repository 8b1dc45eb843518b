/** Which subjects the decision point has revoked. */
@NullMarked
package dev.writ.agent.revoke;

import org.jspecify.annotations.NullMarked;
