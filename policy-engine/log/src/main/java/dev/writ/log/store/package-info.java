/** The log on disk: appending, recovery, tiles, retention. */
@NullMarked
package dev.writ.log.store;

import org.jspecify.annotations.NullMarked;
