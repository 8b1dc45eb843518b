/** Select, evaluate, combine: from a request to a decision, and to its explanation. */
@NullMarked
package dev.writ.engine.decide;

import org.jspecify.annotations.NullMarked;
