package dev.writ.log.merkle;

import java.io.IOException;

/** Where tiles are read from. */
@FunctionalInterface
public interface TileSource {

  /**
   * The tile's hashes, {@code 32 * width} bytes or more of them.
   *
   * @throws IOException if there is no such tile or it cannot be read
   */
  byte[] read(Tile tile) throws IOException;
}
