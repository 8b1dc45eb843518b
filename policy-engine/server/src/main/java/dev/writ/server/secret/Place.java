package dev.writ.server.secret;

import java.io.IOException;

/** Where a secret lies, such as a file. Its text names it for messages. */
interface Place {

  /**
   * What is there now; equal versions have equal content. Never waits for another machine.
   *
   * @throws IOException if nothing is there any more
   */
  Object version() throws IOException;

  /**
   * The content.
   *
   * @throws IOException if there is none
   * @throws IllegalArgumentException if it cannot be a secret
   */
  byte[] read() throws IOException;
}
