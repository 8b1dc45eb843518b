package dev.writ.server.log;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with keys that sign or cosign checkpoints. */
public final class KeyFiles {
  private KeyFiles() {}

  /**
   * The key in a file, or a new one where there is no file yet.
   *
   * @param name of a new key, and so the origin of its log
   * @param type of {@link dev.writ.log.checkpoint.VerifierKey}
   * @throws InvalidNoteException if the file holds no such key
   */
  public static SigningKey read(Path file, String name, byte type)
      throws IOException, InvalidNoteException {
    if (Files.exists(file)) {
      SigningKey key = SigningKey.read(file);
      if (key.verifier().type() != type) {
        throw new InvalidNoteException(
            "the key in `" + file + "` is of another type: signing and cosigning need a key each");
      }
      return key;
    }
    SigningKey key = SigningKey.generate(name, type);
    key.write(file);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".pub"), key.verifier().text() + "\n");
    return key;
  }
}
