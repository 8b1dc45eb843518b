/** What peers may do, from {@code writ.peers}. */
@NullMarked
package dev.writ.server.grant;

import org.jspecify.annotations.NullMarked;
