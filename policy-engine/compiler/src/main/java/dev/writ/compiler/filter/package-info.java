/** Conditions over records of the decision log, for what is sent elsewhere. */
@NullMarked
package dev.writ.compiler.filter;

import org.jspecify.annotations.NullMarked;
