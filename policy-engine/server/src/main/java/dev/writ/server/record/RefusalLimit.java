package dev.writ.server.record;

/** How many refused callers are recorded one by one. Thread-safe. */
final class RefusalLimit {
  /** The most in one second. */
  static final int PER_SECOND = 100;

  private long second;
  private int admitted;
  private long missed;

  /**
   * Asks to record one more.
   *
   * @param now in seconds
   * @return how many were not recorded since the last one that was; negative if this one is not
   *     either
   */
  synchronized long admit(long now) {
    if (now != second) {
      second = now;
      admitted = 0;
    }
    if (admitted == PER_SECOND) {
      missed++;
      return -1;
    }
    admitted++;
    long before = missed;
    missed = 0;
    return before;
  }
}
