/** Tests of what {@code deploy} holds. */
@NullMarked
package dev.writ.cli.deploy;

import org.jspecify.annotations.NullMarked;
