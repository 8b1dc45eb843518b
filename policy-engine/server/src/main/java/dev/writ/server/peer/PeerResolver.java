package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import io.vertx.core.http.HttpServerRequest;

/** Tells who sent a request, from its connection and its headers, never from its body. */
@FunctionalInterface
public interface PeerResolver {

  /** The peer behind a request. */
  Peer resolve(HttpServerRequest request);
}
