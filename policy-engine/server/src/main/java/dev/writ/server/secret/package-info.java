/** Secrets in files that change under the server, and what is said about their keeping. */
@NullMarked
package dev.writ.server.secret;

import org.jspecify.annotations.NullMarked;
