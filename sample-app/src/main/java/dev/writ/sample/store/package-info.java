/** What the shop remembers, in memory. */
@NullMarked
package dev.writ.sample.store;

import org.jspecify.annotations.NullMarked;
