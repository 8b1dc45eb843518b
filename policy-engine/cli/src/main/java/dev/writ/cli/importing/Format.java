package dev.writ.cli.importing;

import java.nio.file.Path;
import java.util.List;

/** The systems whose policies are understood; spelt as users spell them. */
public enum Format {
  casbin(new Casbin()),
  cerbos(new Cerbos()),
  rego_data(new RegoData());

  private final Source source;

  Format(Source source) {
    this.source = source;
  }

  /**
   * Translates files; what the compiler does not take is left out and listed too.
   *
   * @param name of the repository
   * @throws UnreadableSource if a file is not of this format at all
   */
  public Translation translate(String name, List<Path> files) throws UnreadableSource {
    return Compiled.of(name, source.translate(files), source.isSeparable());
  }

  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
