package dev.writ.git;

import dev.writ.git.GitOptions.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Opens the remote's door, with credentials from files and nothing from the environment. */
final class Access implements AutoCloseable {
  private final Credentials credentials;
  private final HttpsDoor https;
  private final Optional<SshdSessionFactory> ssh;

  private Access(Credentials credentials, HttpsDoor https, Optional<SshdSessionFactory> ssh) {
    this.credentials = credentials;
    this.https = https;
    this.ssh = ssh;
  }

  /**
   * Access to an address.
   *
   * @param folder for a configuration of SSH that refuses unknown hosts
   */
  static Access to(GitAddress address, GitOptions options, Path folder) throws IOException {
    Credentials credentials = options.credentials();
    return new Access(
        credentials,
        new HttpsDoor(credentials.authorities(), options.limits()),
        address.isSsh() ? Optional.of(ssh(credentials, folder)) : Optional.empty());
  }

  /** Prepares a command. */
  <C extends TransportCommand<C, ?>> C prepare(C command, int timeout) throws IOException {
    if (credentials.token().isPresent()) {
      String token =
          Files.readString(credentials.token().get(), StandardCharsets.UTF_8).stripTrailing();
      command.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(credentials.user(), token));
    }
    return command.setTransportConfigCallback(this::configure).setTimeout(timeout);
  }

  private void configure(Transport transport) {
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(https);
    } else if (transport instanceof SshTransport shell) {
      ssh.ifPresent(shell::setSshSessionFactory);
    }
  }

  @Override
  public void close() {
    ssh.ifPresent(SshdSessionFactory::close);
  }

  private static SshdSessionFactory ssh(Credentials credentials, Path folder) throws IOException {
    Path own = Path.of(System.getProperty("user.home"), ".ssh");
    Path strict = Files.writeString(folder.resolve("ssh_config"), "StrictHostKeyChecking yes\n");
    Path known = credentials.knownHosts().orElse(own.resolve("known_hosts")).toAbsolutePath();
    var builder =
        new SshdSessionFactoryBuilder()
            .setHomeDirectory(folder.toFile())
            .setSshDirectory(folder.toFile())
            .setConfigFile(directory -> strict.toFile())
            .setPreferredAuthentications("publickey")
            .setConnectorFactory(null)
            .setDefaultKnownHostsFiles(directory -> List.of(known))
            .setDefaultIdentities(directory -> identities(credentials, own));
    return builder.build(null);
  }

  private static List<Path> identities(Credentials credentials, Path own) {
    return credentials
        .key()
        .map(key -> List.of(key.toAbsolutePath()))
        .orElseGet(
            () ->
                List.of("id_ed25519", "id_ecdsa", "id_rsa").stream()
                    .map(own::resolve)
                    .filter(Files::exists)
                    .toList());
  }
}
