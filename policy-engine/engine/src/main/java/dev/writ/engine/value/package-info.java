/**
 * The values that conditions compute with: the CEL domain on JDK types, and errors and unknowns as
 * values.
 */
@NullMarked
package dev.writ.engine.value;

import org.jspecify.annotations.NullMarked;
