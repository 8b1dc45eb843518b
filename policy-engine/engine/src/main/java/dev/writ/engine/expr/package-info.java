/** Links typed expressions to closures and evaluates them within a budget. */
@NullMarked
package dev.writ.engine.expr;

import org.jspecify.annotations.NullMarked;
