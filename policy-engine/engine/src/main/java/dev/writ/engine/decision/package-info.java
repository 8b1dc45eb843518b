/** What comes out: the decision, its explanation and what the log keeps of it. */
@NullMarked
package dev.writ.engine.decision;

import org.jspecify.annotations.NullMarked;
