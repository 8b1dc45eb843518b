/**
 * Signed tree heads in the text forms of C2SP, the keys that sign them and where they are
 * published.
 */
@NullMarked
package dev.writ.log.checkpoint;

import org.jspecify.annotations.NullMarked;
