/** From YAML nodes to documents: one parser per document kind. */
@NullMarked
package dev.writ.compiler.parser;

import org.jspecify.annotations.NullMarked;
