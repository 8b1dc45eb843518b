/** The agent's log on its way to the decision point. */
@NullMarked
package dev.writ.agent.ship;

import org.jspecify.annotations.NullMarked;
