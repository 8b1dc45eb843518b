package dev.writ.log.store;

/** Makes the entry that stands where others are missing. */
@FunctionalInterface
public interface Gap {

  /**
   * Called on the writing thread, when it can write again.
   *
   * @param dropped how many entries were dropped since the last gap, at least 1
   */
  Entry of(long dropped);
}
