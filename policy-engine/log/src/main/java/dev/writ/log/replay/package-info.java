/** Decides logged requests again, and reports what would be decided otherwise. */
@NullMarked
package dev.writ.log.replay;

import org.jspecify.annotations.NullMarked;
