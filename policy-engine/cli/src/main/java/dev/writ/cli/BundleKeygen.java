package dev.writ.cli;

import dev.writ.engine.bundle.BundleKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code writ bundle keygen}: a new key that signs bundles. */
@Command(
    name = "keygen",
    description = "Makes an Ed25519 key that signs bundles, and FILE.pub that verifies them.")
final class BundleKeygen implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "A new file that only you may read; FILE.pub is for everybody.")
  private Path file;

  @Override
  public Integer call() {
    KeyPair pair = generate();
    String publicKey = pem("PUBLIC KEY", pair.getPublic());
    Path publicFile = Path.of(file + ".pub");
    create(publicFile, publicKey);
    create(file, pem("PRIVATE KEY", pair.getPrivate()) + publicKey, ownerOnly());
    PrintWriter out = spec.commandLine().getOut();
    out.println("key %s".formatted(BundleKey.parse(publicKey).getFirst().id()));
    out.println("sign with `%s`, verify with `%s`".formatted(file, publicFile));
    out.flush();
    return ExitCode.DONE;
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has Ed25519", missing);
    }
  }

  private static String pem(String label, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getEncoder().encodeToString(key.getEncoded()), label);
  }

  private static void create(Path file, String text, FileAttribute<?>... attributes) {
    try {
      Files.createFile(file, attributes);
      Files.writeString(file, text, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw Refusal.invalidInput("there is `%s` already; name a new file".formatted(file));
    } catch (IOException e) {
      throw Refusal.failure("cannot write the key to `%s`".formatted(file));
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
