/** Asks a policy decision point and enforces its answer. */
@NullMarked
package dev.writ.client;

import org.jspecify.annotations.NullMarked;
