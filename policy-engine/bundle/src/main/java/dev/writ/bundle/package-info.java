/** Keeps a bundle up to date: fetches, verifies, remembers on disk, and says which decides. */
@NullMarked
package dev.writ.bundle;

import org.jspecify.annotations.NullMarked;
