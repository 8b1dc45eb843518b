/**
 * A compiled policy set as plain, immutable data: what the compiler writes, the codec encodes and
 * the engine links.
 */
@NullMarked
package dev.writ.engine.program;

import org.jspecify.annotations.NullMarked;
