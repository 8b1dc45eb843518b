/** Patterns that run in linear time: text automata, permissions, service identities, subjects. */
@NullMarked
package dev.writ.engine.pattern;

import org.jspecify.annotations.NullMarked;
