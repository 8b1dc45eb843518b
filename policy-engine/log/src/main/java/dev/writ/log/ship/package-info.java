/** Logs on their way from where they are written to where they are kept for good. */
@NullMarked
package dev.writ.log.ship;

import org.jspecify.annotations.NullMarked;
