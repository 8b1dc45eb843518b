/** From decisions to the log that keeps them. */
@NullMarked
package dev.writ.server.record;

import org.jspecify.annotations.NullMarked;
