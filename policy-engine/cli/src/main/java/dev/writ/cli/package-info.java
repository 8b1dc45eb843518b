/** The command line {@code writ}: one class for each verb. */
@NullMarked
package dev.writ.cli;

import org.jspecify.annotations.NullMarked;
