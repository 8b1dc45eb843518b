/** What operators see: health and metrics. */
@NullMarked
package dev.writ.server.operations;

import org.jspecify.annotations.NullMarked;
