package dev.writ.server.bundle;

import dev.writ.bundle.BundlePlace;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.log.store.Disk;
import dev.writ.server.config.BundleConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.policy.Policies;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Signs bundles from the first policies on until the server stops, where there are keys for it; or
 * gives out those of another server.
 */
@Singleton
class BundleService {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private final Optional<BundleDesk> desk;
  private final Optional<Replica> replica;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("writ-bundles").unstarted(task));

  BundleService(
      WritConfig server,
      BundleConfig configuration,
      Policies policies,
      Secrets secrets,
      TlsConfigurationRegistry tls,
      Clock clock,
      MeterRegistry meters) {
    boolean replicates = BundlePlace.isBundle(server.policies());
    List<Path> keys = configuration.keyFiles().orElse(List.of());
    if (replicates && !keys.isEmpty()) {
      throw new ConfigurationException(
          "policies from a bundle are given out as they came: take `writ.bundle.key-files` away");
    }
    var opened = new BundleDesk(configuration.mostWaiting());
    desk = replicates || !keys.isEmpty() ? Optional.of(opened) : Optional.empty();
    desk.ifPresent(measured -> measure(measured, meters, clock));
    replica =
        replicates
            ? Optional.of(Replica.of(server, configuration, policies, opened, secrets, tls, clock))
            : Optional.empty();
    replica.ifPresent(measured -> measure(measured, meters));
    if (!keys.isEmpty()) {
      var signers = keys.stream().map(file -> key(file, secrets)).toList();
      var sequences = new SequenceFile(folder(server).resolve("sequence"), Disk.local(), clock);
      Duration validFor = checked(configuration.validFor());
      var issuer = new BundleIssuer(signers, sequences, validFor, clock, opened, thread, meters);
      policies.follow(engine -> issuer.serve(engine.program()));
    }
  }

  private static Secret<BundleSigner> key(Path file, Secrets secrets) {
    return secrets.read(
        file,
        "writ.bundle.key-files",
        bytes -> BundleSigner.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static Path folder(WritConfig server) {
    return server
        .data()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "`writ.bundle.key-files` needs `writ.data`: name a folder that remembers the"
                        + " sequence of bundles"))
        .resolve("bundle");
  }

  private static Duration checked(Duration validFor) {
    if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new ConfigurationException(
          "`writ.bundle.valid-for` is `%s`; it must be a minute to 10,000 days"
              .formatted(validFor));
    }
    return validFor;
  }

  private static void measure(BundleDesk desk, MeterRegistry meters, Clock clock) {
    Gauge.builder("writ.bundle.waiting", desk, BundleDesk::waiting)
        .description("requests that wait for the next bundle")
        .register(meters);
    TimeGauge.builder("writ.bundle.age", desk, TimeUnit.SECONDS, each -> age(each, clock))
        .description("time since the current bundle was signed; NaN where there is none")
        .register(meters);
  }

  private static void measure(Replica replica, MeterRegistry meters) {
    FunctionCounter.builder("writ.bundle.refusals", replica, Replica::refusals)
        .description("bundles from elsewhere that were refused")
        .register(meters);
  }

  private static double age(BundleDesk desk, Clock clock) {
    Issued current = desk.current();
    return current == null
        ? Double.NaN
        : Duration.between(current.issuedAt(), clock.instant()).toMillis() / 1e3;
  }

  /** Before the door opens, so that a configuration that cannot be is no server. */
  @Startup(12)
  void start() throws InterruptedException {
    if (replica.isPresent()) {
      replica.get().start();
    }
  }

  /** Where bundles are given out; empty where none are signed. */
  Optional<BundleDesk> desk() {
    return desk;
  }

  @PreDestroy
  void stop() {
    replica.ifPresent(Replica::close);
    thread.shutdownNow();
  }
}
