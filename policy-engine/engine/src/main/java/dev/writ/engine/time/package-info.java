/** Windows and zones, from rules that the program carries. */
@NullMarked
package dev.writ.engine.time;

import org.jspecify.annotations.NullMarked;
