package dev.writ.server.log;

/** Wakes those who read the log as it grows, once there are any. Thread-safe. */
final class Waker implements Runnable {
  private volatile Runnable sleepers = () -> {};

  void wakes(Runnable those) {
    sleepers = those;
  }

  @Override
  public void run() {
    sleepers.run();
  }
}
