package dev.writ.server.sink;

import java.io.IOException;
import java.util.List;

/** A place to which messages are sent, by one thread at a time. */
interface Sink extends AutoCloseable {

  /**
   * Sends messages in their order and waits until that place has them all.
   *
   * @throws IOException if it may not have them all: all of them are to be sent again
   */
  void send(List<Message> messages) throws IOException, InterruptedException;

  @Override
  void close();
}
