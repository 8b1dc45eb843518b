/** Runs the patterns of {@code matches} in linear time. */
@NullMarked
package dev.writ.engine.pattern.text;

import org.jspecify.annotations.NullMarked;
