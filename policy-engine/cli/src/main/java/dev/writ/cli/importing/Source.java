package dev.writ.cli.importing;

import java.nio.file.Path;
import java.util.List;

/** Another system's policies. */
interface Source {

  /** Whether what one document allows no other could deny. */
  boolean isSeparable();

  Translation translate(List<Path> files) throws UnreadableSource;
}
