package dev.writ.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * OpenSSH's server, for the user who runs the test, with a host key of its own, on a free port of
 * 127.0.0.1. One key logs in.
 */
public final class SshServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/sbin/sshd";

  /** Where OpenSSH insists on an empty folder when root starts it. */
  private static final Path ROOTS_FOLDER = Path.of("/run/sshd");

  private final ServerProcess process;
  private final int port;
  private final Path folder;

  private SshServer(ServerProcess process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder for its files
   */
  public static SshServer start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    key(folder, "host");
    key(folder, "user");
    int port = ServerProcess.freePort();
    Path configuration = Files.writeString(folder.resolve("config"), configuration(folder, port));
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(ROOTS_FOLDER);
    }
    List<String> command = List.of(PROGRAM, "-D", "-e", "-f", configuration.toString());
    ServerProcess process =
        ServerProcess.start(
            command, Map.of(), folder.resolve("log"), Pattern.compile("Server listening"));
    return new SshServer(process, port, folder);
  }

  private static String configuration(Path folder, int port) {
    return """
        ListenAddress 127.0.0.1:%d
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        AcceptEnv GIT_PROTOCOL
        """
        .formatted(port, folder.resolve("host"), folder.resolve("user.pub"));
  }

  /** Makes a key pair: {@code NAME} and {@code NAME.pub} in a folder. */
  public static Path key(Path folder, String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    Process process =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("ssh-keygen failed: " + output);
    }
    return file;
  }

  /** The private key that logs in. */
  public Path userKey() {
    return folder.resolve("user");
  }

  /** A file with its host key, as clients keep it. */
  public Path knownHosts() throws IOException {
    return known("known_hosts", folder.resolve("host.pub"));
  }

  /**
   * A file with a host key for this server's address, as clients keep it.
   *
   * @param publicKey of this server or of another
   */
  public Path known(String name, Path publicKey) throws IOException {
    String[] key = Files.readString(publicKey).split(" ");
    return Files.writeString(
        folder.resolve(name), "[127.0.0.1]:%d %s %s%n".formatted(port, key[0], key[1].strip()));
  }

  /** The URL of a repository. */
  public String url(Path repository) {
    return "ssh://%s@127.0.0.1:%d%s".formatted(System.getProperty("user.name"), port, repository);
  }

  @Override
  public void close() {
    process.close();
  }
}
