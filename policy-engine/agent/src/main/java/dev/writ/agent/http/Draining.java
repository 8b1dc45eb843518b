package dev.writ.agent.http;

/** A connection that can come to its end in good order. */
interface Draining {
  /** Answers what is under way, then ends. Called on the connection's event loop. */
  void drain();
}
