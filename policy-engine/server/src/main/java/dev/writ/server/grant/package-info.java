/** What peers may do, from {@code writ.peers} and, where the operator wants it, the policies. */
@NullMarked
package dev.writ.server.grant;

import org.jspecify.annotations.NullMarked;
