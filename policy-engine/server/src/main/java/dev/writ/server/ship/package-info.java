/** Logs of agents, shipped here: taken in their order, each held against what its agent signed. */
@NullMarked
package dev.writ.server.ship;

import org.jspecify.annotations.NullMarked;
