/**
 * Compiles the literal patterns of {@code matches} ahead of time: to literals or to an automaton.
 */
@NullMarked
package dev.writ.compiler.pattern;

import org.jspecify.annotations.NullMarked;
