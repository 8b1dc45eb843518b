/** The hashes of a Merkle tree as RFC 6962 defines them, its tiles and its proofs. */
@NullMarked
package dev.writ.log.merkle;

import org.jspecify.annotations.NullMarked;
