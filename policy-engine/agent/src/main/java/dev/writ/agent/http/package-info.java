/** Peers on the socket and on the loopback address: HTTP and the binary form. */
@NullMarked
package dev.writ.agent.http;

import org.jspecify.annotations.NullMarked;
