/**
 * CEL text to typed expressions: environments, checking, translation, and the errors authors read.
 */
@NullMarked
package dev.writ.compiler.cel;

import org.jspecify.annotations.NullMarked;
