/** Explanations for people: what a decision considered, in the policy author's own words. */
@NullMarked
package dev.writ.engine.explain;

import org.jspecify.annotations.NullMarked;
