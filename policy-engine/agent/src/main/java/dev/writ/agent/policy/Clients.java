package dev.writ.agent.policy;

import java.io.IOException;
import java.net.http.HttpClient;

/** Gives the client to ask over HTTP with. */
@FunctionalInterface
public interface Clients {
  /**
   * The client as of now; its certificates may have been renewed since the last call.
   *
   * @throws IOException if a file of TLS cannot be read
   */
  HttpClient current() throws IOException;
}
