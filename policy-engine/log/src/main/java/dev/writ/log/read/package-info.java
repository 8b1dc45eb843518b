/** Finds records again: by time, id, subject and resource without reading the whole log. */
@NullMarked
package dev.writ.log.read;

import org.jspecify.annotations.NullMarked;
