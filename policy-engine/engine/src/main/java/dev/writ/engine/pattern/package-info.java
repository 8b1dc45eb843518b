/** Patterns over permissions, subjects and services. */
@NullMarked
package dev.writ.engine.pattern;

import org.jspecify.annotations.NullMarked;
