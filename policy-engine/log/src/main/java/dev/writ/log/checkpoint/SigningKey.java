package dev.writ.log.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** An Ed25519 key that signs notes, and what verifies them. Immutable. */
public final class SigningKey {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final PrivateKey key;
  private final VerifierKey verifier;

  private SigningKey(PrivateKey key, VerifierKey verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /**
   * A new key under a name; of a log, the name is also its origin.
   *
   * @param type {@link VerifierKey#ED25519} for a log, {@link VerifierKey#COSIGNATURE} for a
   *     witness
   * @throws InvalidNoteException if the name is empty or has spaces or {@code +}
   */
  public static SigningKey generate(String name, byte type) throws InvalidNoteException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerifierKey.of(name, type, pair.getPublic()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has Ed25519", missing);
    }
  }

  /** A new key that signs the checkpoints of the log of this name. */
  public static SigningKey generate(String name) throws InvalidNoteException {
    return generate(name, VerifierKey.ED25519);
  }

  /**
   * Reads what {@link #write} wrote: the key in PEM, and its verifier key on the last line.
   *
   * @throws InvalidNoteException if the file holds no such key, or the two do not belong together
   */
  public static SigningKey read(Path file) throws IOException, InvalidNoteException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 4 || !lines.get(0).equals(BEGIN) || !lines.get(2).equals(END)) {
      throw new InvalidNoteException("`" + file + "` holds no signing key of a log");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Encoding.base64(lines.get(1))));
      return new SigningKey(key, VerifierKey.parse(lines.get(3))).checked(file);
    } catch (GeneralSecurityException invalid) {
      throw new InvalidNoteException("`" + file + "` holds no Ed25519 key", invalid);
    }
  }

  private SigningKey checked(Path file) throws InvalidNoteException {
    byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
    if (!verifier.verifies(probe, sign(probe))) {
      throw new InvalidNoteException(
          "in `" + file + "` the verifier key does not belong to the signing key");
    }
    return this;
  }

  /**
   * Writes the key to a new file that only its owner may read.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   */
  public void write(Path file) throws IOException {
    String text =
        String.join("\n", BEGIN, Encoding.base64(key.getEncoded()), END, verifier.text(), "");
    Files.createFile(file, ownerOnly(file));
    Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The name it signs under. */
  public String name() {
    return verifier.name();
  }

  /** What verifies its signatures. */
  public VerifierKey verifier() {
    return verifier;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an Ed25519 key signs everything", impossible);
    }
  }
}
