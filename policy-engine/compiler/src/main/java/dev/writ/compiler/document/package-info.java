/**
 * What the documents of a policy repository say, typed and positioned, before names are resolved.
 */
@NullMarked
package dev.writ.compiler.document;

import org.jspecify.annotations.NullMarked;
