/** Judges what the documents of a repository say together and builds the program from them. */
@NullMarked
package dev.writ.compiler.analysis;

import org.jspecify.annotations.NullMarked;
