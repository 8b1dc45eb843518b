package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.document.LetEntry;

/**
 * A named expression or constant and the scope in which its own names are looked up. Equal only to
 * itself.
 */
public final class ScopedLet {

  private final String owner;
  private final LetEntry entry;
  private final Scope home;

  ScopedLet(String owner, LetEntry entry, Scope home) {
    this.owner = owner;
    this.entry = entry;
    this.home = home;
  }

  public LetEntry entry() {
    return entry;
  }

  Scope home() {
    return home;
  }

  /** The name that expressions use. */
  public String name() {
    return entry.name().value();
  }

  /** {@code payments/large}, for people. */
  public String id() {
    return owner + "/" + name();
  }
}
