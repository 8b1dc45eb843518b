/** The Redis that several servers share. */
@NullMarked
package dev.writ.server.shared;

import org.jspecify.annotations.NullMarked;
