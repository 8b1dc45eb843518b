/** Sends what the log on disk holds to other places, each at its own pace. */
@NullMarked
package dev.writ.server.sink;

import org.jspecify.annotations.NullMarked;
