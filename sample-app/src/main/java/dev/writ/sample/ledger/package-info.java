/**
 * The books: a second service, which the shop reaches over HTTP with a token that was exchanged for
 * it, and which takes no other. It runs in the shop's process so that there is less to start.
 */
@NullMarked
package dev.writ.sample.ledger;

import org.jspecify.annotations.NullMarked;
