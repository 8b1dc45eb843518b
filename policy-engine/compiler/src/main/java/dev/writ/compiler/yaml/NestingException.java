package dev.writ.compiler.yaml;

import dev.writ.compiler.source.Location;

/** Ends the reading of a document that is nested too deeply. */
final class NestingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Location location;

  NestingException(Location location) {
    super(null, null, false, false);
    this.location = location;
  }

  Location location() {
    return location;
  }
}
