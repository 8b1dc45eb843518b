/**
 * Peers that sign their requests: HTTP Message Signatures (RFC 9421) with Content-Digest (RFC
 * 9530), and an older form for services that have nothing else.
 */
@NullMarked
package dev.writ.server.signature;

import org.jspecify.annotations.NullMarked;
