package dev.writ.agent.policy;

import java.io.IOException;

/** Where bundles come from. Used by one thread. */
public interface Source {
  /**
   * Looks for a bundle, and may wait for one.
   *
   * @return a bundle other than the last, or an empty array where there is none
   * @throws IOException if the source does not answer
   * @throws InterruptedException if the thread is told to end
   */
  byte[] next() throws IOException, InterruptedException;

  /** The last bundle was not accepted: it is to be had again, for that may change. */
  void forget();
}
