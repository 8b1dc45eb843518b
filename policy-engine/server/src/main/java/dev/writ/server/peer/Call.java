package dev.writ.server.peer;

import io.vertx.core.http.HttpServerRequest;

/**
 * A request as its peer sent it: what credentials are looked for in.
 *
 * @param body its bytes as received; empty where it has none. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Call(HttpServerRequest request, byte[] body) {}
