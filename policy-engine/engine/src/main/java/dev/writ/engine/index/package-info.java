/** Finds the rules and grants that can matter to a request. */
@NullMarked
package dev.writ.engine.index;

import org.jspecify.annotations.NullMarked;
