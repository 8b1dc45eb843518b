/** Expressions in their scopes and environments: which names they see, and what they come to. */
@NullMarked
package dev.writ.compiler.analysis.expression;

import org.jspecify.annotations.NullMarked;
