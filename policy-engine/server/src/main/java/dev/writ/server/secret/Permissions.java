package dev.writ.server.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jboss.logging.Logger;

/** Who else may read a file with a secret. */
final class Permissions {
  private static final Logger LOG = Logger.getLogger(Permissions.class);

  private Permissions() {}

  /** Tells the operator of a secret that every user of the machine can read. */
  static void warnIfOpen(Path file, String key) {
    if (isWorldReadable(file)) {
      LOG.warnf(
          "the file `%s` (%s) holds a secret and every user of this machine can read it: take the"
              + " permission away with `chmod o-rwx`",
          file, key);
    }
  }

  /** Whether everybody may read it; false where the file system has no such permissions. */
  static boolean isWorldReadable(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
