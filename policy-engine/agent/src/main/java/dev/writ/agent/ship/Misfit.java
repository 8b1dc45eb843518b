package dev.writ.agent.ship;

/** What is shipped does not fit to what lies at its destination. Its message is for people. */
public final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  public Misfit(String message) {
    super(message);
  }
}
