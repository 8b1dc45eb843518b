/** How often each peer may call. */
@NullMarked
package dev.writ.server.limit;

import org.jspecify.annotations.NullMarked;
