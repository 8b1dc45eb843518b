/** What output looks like for people: colour, progress, bars. */
@NullMarked
package dev.writ.cli.terminal;

import org.jspecify.annotations.NullMarked;
