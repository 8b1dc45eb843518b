package dev.writ.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** OpenPGP keys in a key ring of their own, kept by GnuPG, with which Git signs commits. */
public final class OpenPgpKeys implements AutoCloseable {
  private final GitUpstream upstream;
  private final Path home;

  private OpenPgpKeys(GitUpstream upstream, Path home) {
    this.upstream = upstream;
    this.home = home;
  }

  /** An empty key ring, of which a repository's Git makes use from now on. */
  public static OpenPgpKeys in(Path folder, GitUpstream upstream) throws IOException {
    Path home = Files.createDirectory(folder.resolve("gnupg"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    Path program = folder.resolve("gpg");
    Files.writeString(program, "#!/bin/sh\nexec gpg --homedir '%s' \"$@\"\n".formatted(home));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    upstream.git("config", "gpg.program", program.toString());
    return new OpenPgpKeys(upstream, home);
  }

  /**
   * Makes a key.
   *
   * @param algorithm as GnuPG names it, such as {@code ed25519}
   */
  public void make(String name, String algorithm) throws IOException {
    gpg("--passphrase", "", "--quick-gen-key", name, algorithm, "sign", "never");
  }

  /** Revokes a key. */
  public void revoke(String name) throws IOException {
    String listing = gpg("--with-colons", "--list-keys", name);
    String fingerprint =
        listing
            .lines()
            .filter(line -> line.startsWith("fpr:"))
            .findFirst()
            .orElseThrow()
            .split(":")[9];
    Path certificate = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
    Path usable =
        Files.writeString(
            home.resolve("revoke"),
            Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN"));
    gpg("--import", usable.toString());
  }

  /** The public key of a name, armoured. */
  public String publicKey(String name) throws IOException {
    return gpg("--armor", "--export", name);
  }

  /** Commits everything, signed by a key, and pushes it. */
  public String push(String message, String name) throws IOException {
    upstream.git("config", "gpg.format", "openpgp");
    upstream.git("config", "user.signingKey", name);
    return upstream.push(message, "-S");
  }

  private String gpg(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 7];
    String[] common = {
      "gpg", "--homedir", home.toString(), "--batch", "--quiet", "--pinentry-mode", "loopback"
    };
    System.arraycopy(common, 0, command, 0, common.length);
    System.arraycopy(arguments, 0, command, common.length, arguments.length);
    return upstream.run(home, command);
  }

  /** Ends the agent that GnuPG started. */
  @Override
  public void close() throws IOException {
    upstream.run(home, "gpgconf", "--homedir", home.toString(), "--kill", "all");
  }
}
