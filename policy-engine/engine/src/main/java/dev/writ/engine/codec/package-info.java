/** The versioned binary form of a program and its defensive reader. */
@NullMarked
package dev.writ.engine.codec;

import org.jspecify.annotations.NullMarked;
