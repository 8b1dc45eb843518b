package dev.writ.agent.config;

/** A configuration that the agent does not start with. Its message is for people. */
public final class InvalidConfig extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidConfig(String message) {
    super(message, null, false, false);
  }
}
