/** The front door: a linked program, a request and an instant in; a decision out. */
@NullMarked
package dev.writ.engine;

import org.jspecify.annotations.NullMarked;
