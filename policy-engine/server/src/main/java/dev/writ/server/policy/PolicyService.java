package dev.writ.server.policy;

import dev.writ.bundle.BundlePlace;
import dev.writ.git.GitAddress;
import dev.writ.server.config.WritConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Loads the policies of a folder before the server opens its door, and watches them until it stops.
 * Policies in Git, and those of a bundle, are somebody else's.
 */
@Singleton
class PolicyService {
  /** How long a start waits for a folder that keeps changing, before it answers with denies. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Optional<PolicyWatch> watch;

  PolicyService(WritConfig configuration, Policies policies) {
    watch =
        isElsewhere(configuration.policies())
            ? Optional.empty()
            : Optional.of(watch(configuration, policies));
  }

  private static boolean isElsewhere(String policies) {
    return GitAddress.isGit(policies) || BundlePlace.isBundle(policies);
  }

  private static PolicyWatch watch(WritConfig configuration, Policies policies) {
    Path root = Path.of(configuration.policies()).toAbsolutePath().normalize();
    var reload = configuration.reload();
    var source = new RepositorySource(root);
    return new PolicyWatch(root, source, policies, reload.settle(), reload.poll());
  }

  @Startup(10)
  void start() throws InterruptedException {
    if (watch.isPresent()) {
      watch.get().start(PATIENCE);
    }
  }

  @PreDestroy
  void stop() {
    watch.ifPresent(PolicyWatch::close);
  }
}
