/** What the functions of conditions compute: total on every value, bounded, without state. */
@NullMarked
package dev.writ.engine.expr.function;

import org.jspecify.annotations.NullMarked;
