/**
 * Policies in Git: fetches them, holds commits against the rules for them, serves the last good.
 */
@NullMarked
package dev.writ.server.git;

import org.jspecify.annotations.NullMarked;
