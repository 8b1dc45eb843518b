package dev.writ.server.log;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key that signs checkpoints. */
final class Keys {
  private Keys() {}

  /**
   * The key in a file, or a new one where there is no file yet.
   *
   * @param name of a new key, and so the origin of its log
   */
  static SigningKey in(Path file, String name) throws IOException, InvalidNoteException {
    if (Files.exists(file)) {
      return SigningKey.read(file);
    }
    SigningKey key = SigningKey.generate(name);
    key.write(file);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".pub"), key.verifier().text() + "\n");
    return key;
  }
}
