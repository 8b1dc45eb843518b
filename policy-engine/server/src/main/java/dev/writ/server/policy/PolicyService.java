package dev.writ.server.policy;

import dev.writ.server.config.WritConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Loads the policies before the server opens its door, and watches them until it stops. */
@Singleton
class PolicyService {
  /** How long a start waits for a folder that keeps changing, before it answers with denies. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PolicyWatch watch;

  PolicyService(WritConfig configuration, Policies policies) {
    Path root = configuration.policies().toAbsolutePath().normalize();
    var reload = configuration.reload();
    var source = new RepositorySource(root);
    watch = new PolicyWatch(root, source, policies, reload.settle(), reload.poll());
  }

  @Startup(10)
  void start() throws InterruptedException {
    watch.start(PATIENCE);
  }

  @PreDestroy
  void stop() {
    watch.close();
  }
}
