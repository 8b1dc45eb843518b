/** A decision point in the service's own process: no hop, and none that could be down. */
@NullMarked
package dev.writ.embedded;

import org.jspecify.annotations.NullMarked;
