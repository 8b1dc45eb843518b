/** Turns a policy repository into a program, or into all its errors. */
@NullMarked
package dev.writ.compiler;

import org.jspecify.annotations.NullMarked;
