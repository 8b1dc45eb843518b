/**
 * The engine against cel-java's own runtimes: random expressions, the same value or both an error.
 */
@NullMarked
package dev.writ.compiler.differential;

import org.jspecify.annotations.NullMarked;
