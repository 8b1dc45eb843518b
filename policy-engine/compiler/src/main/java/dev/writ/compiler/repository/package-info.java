/** A policy repository as content: listed, hashed, and parsed file by file. */
@NullMarked
package dev.writ.compiler.repository;

import org.jspecify.annotations.NullMarked;
