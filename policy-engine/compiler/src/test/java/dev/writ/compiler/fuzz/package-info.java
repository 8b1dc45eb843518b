/** Whatever the text, the program or the request: a clear error or an answer. */
@NullMarked
package dev.writ.compiler.fuzz;

import org.jspecify.annotations.NullMarked;
