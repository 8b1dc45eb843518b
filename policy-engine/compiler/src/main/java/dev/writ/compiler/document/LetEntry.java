package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.SourceText;

/** A named expression or constant under {@code let}. */
public sealed interface LetEntry {

  /** A CEL identifier. */
  Located<String> name();

  /** A YAML scalar: CEL text. */
  record Expression(Located<String> name, SourceText text) implements LetEntry {}

  /** A YAML list or map: data. */
  record Constant(Located<String> name, Data value) implements LetEntry {}

  /** What the file's problems say is invalid; it stands here so that its name is not unknown. */
  record Faulty(Located<String> name) implements LetEntry {}
}
