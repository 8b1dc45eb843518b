/** Who is calling: how the door authenticates peers, and on which addresses it may open. */
@NullMarked
package dev.writ.server.peer;

import org.jspecify.annotations.NullMarked;
