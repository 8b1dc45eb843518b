/** Tokens: which peer presents one, and which subject one speaks of. */
@NullMarked
package dev.writ.server.token;

import org.jspecify.annotations.NullMarked;
