package dev.writ.server.git;

import dev.writ.git.GitAddress;
import dev.writ.git.GitOptions;
import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.git.GitSource;
import dev.writ.server.config.GitConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.policy.Policies;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Serves policies in Git, if that is where they are, from before the door opens to the end. */
@Singleton
class GitService {
  /** How many silences of the remote a start waits for, before it goes on with what is on disk. */
  private static final int PATIENCE = 2;

  private final GitConfig configuration;
  private final Optional<GitWatch> watch;
  private final Optional<Secret<WebhookSecret>> webhook;

  GitService(
      WritConfig server,
      GitConfig configuration,
      Policies policies,
      CommitStatus status,
      Secrets secrets,
      MeterRegistry meters,
      Clock clock) {
    this.configuration = configuration;
    webhook = configuration.webhook().secretFile().map(file -> secret(file, secrets));
    watch =
        GitAddress.isGit(server.policies())
            ? Optional.of(watch(server, configuration, policies, status))
            : Optional.empty();
    watch.ifPresent(git -> measure(git, meters, clock));
  }

  private static Secret<WebhookSecret> secret(Path file, Secrets secrets) {
    return secrets.read(file, "writ.git.webhook.secret-file", WebhookSecret::new);
  }

  private static GitWatch watch(
      WritConfig server, GitConfig configuration, Policies policies, CommitStatus status) {
    GitSource source = GitSource.open(address(server), options(configuration), caches(server));
    return new GitWatch(
        source,
        new CommitReader(source, configuration.runTests()),
        policies,
        status::report,
        configuration.poll());
  }

  private static GitAddress address(WritConfig server) {
    try {
      return GitAddress.parse(server.policies());
    } catch (IllegalArgumentException e) {
      // without the address, which may have a secret in it
      throw new ConfigurationException("`writ.policies`: " + e.getMessage());
    }
  }

  private static Path caches(WritConfig server) {
    return server
        .data()
        .map(data -> data.resolve("git"))
        .orElseGet(GitSource::userCaches)
        .toAbsolutePath();
  }

  private static GitOptions options(GitConfig configuration) {
    return new GitOptions(
        new Credentials(
            configuration.tokenFile(),
            configuration.user(),
            configuration.keyFile(),
            configuration.knownHosts(),
            configuration.caFile()),
        new Signers(configuration.allowedSigners(), configuration.signingKeys()),
        configuration.timeout(),
        configuration.maxFetchSize().asLongValue(),
        configuration.fastForwardOnly());
  }

  private static void measure(GitWatch git, MeterRegistry meters, Clock clock) {
    Gauge.builder("writ.git.contact.age", git, watch -> seconds(watch, clock))
        .description("seconds since the Git remote last answered; NaN if it never did")
        .baseUnit("seconds")
        .register(meters);
  }

  private static double seconds(GitWatch git, Clock clock) {
    return git.contact()
        .map(time -> Duration.between(time, clock.instant()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  @Startup(10)
  void start() throws InterruptedException {
    if (watch.isPresent()) {
      watch.get().start(configuration.timeout().multipliedBy(PATIENCE));
    }
  }

  /** The watch over the remote; empty where the policies are in a folder. */
  Optional<GitWatch> watch() {
    return watch;
  }

  /** What the Git host's calls are signed with; empty where none are answered. */
  Optional<Secret<WebhookSecret>> webhook() {
    return watch.isPresent() ? webhook : Optional.empty();
  }

  @PreDestroy
  void stop() {
    watch.ifPresent(GitWatch::close);
  }
}
