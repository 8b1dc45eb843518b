package dev.writ.server.policy;

import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import java.nio.file.Path;

/** A policy repository in a folder of this machine. */
final class RepositorySource implements PolicySource {
  private final PolicyCompiler compiler = new PolicyCompiler();
  private final Path root;

  RepositorySource(Path root) {
    this.root = root;
  }

  @Override
  public Reading read() {
    return Readings.of(compiler.compile(RepositoryReader.read(root), null));
  }
}
