package dev.writ.compiler.cel;

import dev.writ.engine.program.Type;
import org.jspecify.annotations.Nullable;

/**
 * Compiles CEL. Thread-safe. One instance is meant to live as long as the process: it keeps what it
 * compiled, so that a reload compiles only what changed.
 */
public final class CelCompiler {

  /**
   * Compiles one expression; never throws because of its text, and always ends soon.
   *
   * @param expected the type it must have, or null for any; what is only seen at run time passes
   */
  public CelResult compile(String text, CelEnvironment environment, @Nullable Type expected) {
    throw new UnsupportedOperationException("under construction");
  }
}
