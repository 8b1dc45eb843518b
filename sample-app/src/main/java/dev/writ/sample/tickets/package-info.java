/** What customers ask, and what support answers. */
@NullMarked
package dev.writ.sample.tickets;

import org.jspecify.annotations.NullMarked;
