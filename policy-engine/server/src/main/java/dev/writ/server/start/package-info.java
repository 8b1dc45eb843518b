/** Start and stop of the server. */
@NullMarked
package dev.writ.server.start;

import org.jspecify.annotations.NullMarked;
