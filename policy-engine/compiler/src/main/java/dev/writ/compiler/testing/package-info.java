/** Runs the tests that stand beside policies and measures what they covered. */
@NullMarked
package dev.writ.compiler.testing;

import org.jspecify.annotations.NullMarked;
