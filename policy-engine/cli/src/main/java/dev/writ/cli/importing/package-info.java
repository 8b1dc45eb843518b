/** Policies of other systems, translated into policy repositories as far as they map cleanly. */
@NullMarked
package dev.writ.cli.importing;

import org.jspecify.annotations.NullMarked;
