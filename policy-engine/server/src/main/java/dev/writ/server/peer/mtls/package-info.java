/**
 * Peers by client certificate: which certificates are in force, and whom one names. The server's
 * own certificate comes from here too, for both renew alike.
 */
@NullMarked
package dev.writ.server.peer.mtls;

import org.jspecify.annotations.NullMarked;
