/** The server's decision log: opened, written, published, watched. */
@NullMarked
package dev.writ.server.log;

import org.jspecify.annotations.NullMarked;
