package dev.writ.engine.program;

import java.util.Locale;

/**
 * The variables that every condition sees; there are no others. The one list: the compiler declares
 * its CEL environment from it and the engine fills it. The order is part of the encoded program.
 */
public enum Root {
  SUBJECT,
  ACTION,
  RESOURCE,
  CONTEXT,
  SERVICE,
  PEER,
  TOKEN,
  NOW;

  private final String variable = name().toLowerCase(Locale.ROOT);

  /** The name in CEL, such as {@code subject}. */
  public String variable() {
    return variable;
  }
}
