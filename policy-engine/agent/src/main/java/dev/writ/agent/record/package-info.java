/** The agent's own decision log. */
@NullMarked
package dev.writ.agent.record;

import org.jspecify.annotations.NullMarked;
