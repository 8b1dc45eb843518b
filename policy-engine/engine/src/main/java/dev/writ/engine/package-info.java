/**
 * Decides: a program, a request and an instant go in, a decision comes out. No I/O, no clock, no
 * library.
 */
@NullMarked
package dev.writ.engine;

import org.jspecify.annotations.NullMarked;
