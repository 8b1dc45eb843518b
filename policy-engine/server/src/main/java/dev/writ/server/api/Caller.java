package dev.writ.server.api;

import dev.writ.engine.request.Peer;
import java.time.Instant;

/**
 * What a request brings besides its body.
 *
 * @param now the instant of all its decisions
 */
record Caller(Peer peer, Instant now) {}
