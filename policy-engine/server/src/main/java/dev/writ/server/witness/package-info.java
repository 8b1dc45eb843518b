/** This server as a witness of other logs. */
@NullMarked
package dev.writ.server.witness;

import org.jspecify.annotations.NullMarked;
