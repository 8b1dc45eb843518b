package dev.writ.server.bundle;

import dev.writ.bundle.BundleFeed;
import dev.writ.bundle.BundleHolder;
import dev.writ.bundle.BundlePlace;
import dev.writ.bundle.BundleShelf;
import dev.writ.bundle.BundleSource;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.TrustedKeys;
import dev.writ.server.config.BundleConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.PolicyState.Unavailable;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Policies that come as a bundle from another server: they decide here while their time lasts, and
 * are given out as they came.
 */
final class Replica implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Policies policies;
  private final BundleDesk desk;
  private final BundleSource source;
  private final BundleHolder holder;
  private final Duration poll;
  private Optional<BundleFeed> feed = Optional.empty();

  private Replica(
      Policies policies,
      BundleDesk desk,
      BundleSource source,
      Optional<BundleShelf> shelf,
      TrustedKeys trusted,
      Clock clock,
      Duration poll) {
    this.policies = policies;
    this.desk = desk;
    this.source = source;
    this.poll = poll;
    holder = BundleHolder.open(shelf, trusted, clock, this::take);
  }

  static Replica of(
      WritConfig server,
      BundleConfig configuration,
      Policies policies,
      BundleDesk desk,
      Secrets secrets,
      TlsConfigurationRegistry tls,
      Clock clock) {
    return new Replica(
        policies,
        desk,
        source(address(server), configuration, secrets, tls),
        server.data().map(data -> shelf(data.resolve("replica"))),
        trusted(configuration),
        clock,
        configuration.poll());
  }

  private static URI address(WritConfig server) {
    try {
      return BundlePlace.parse(server.policies());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("`" + server.policies() + "`: " + e.getMessage());
    }
  }

  private static BundleSource source(
      URI address, BundleConfig configuration, Secrets secrets, TlsConfigurationRegistry tls) {
    if (address.getScheme().equals("file")) {
      return BundleSource.file(Path.of(address));
    }
    if (configuration.tokenFile().isPresent() && !address.getScheme().equals("https")) {
      throw new ConfigurationException("`writ.bundle.token-file` needs `bundle+https://`");
    }
    HttpClient client = client(configuration, tls);
    Optional<Secret<String>> token =
        configuration.tokenFile().map(file -> secrets.text(file, "writ.bundle.token-file"));
    return BundleSource.http(
        address, () -> client, () -> token.map(Secret::get), configuration.longestWait());
  }

  private static HttpClient client(BundleConfig configuration, TlsConfigurationRegistry tls) {
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(CONNECT);
    configuration.tls().ifPresent(name -> secure(http, name, tls));
    return http.build();
  }

  private static void secure(HttpClient.Builder http, String name, TlsConfigurationRegistry tls) {
    TlsConfiguration found =
        tls.get(name)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "`writ.bundle.tls` names a `quarkus.tls` that is not configured"));
    try {
      http.sslContext(found.createSSLContext());
    } catch (Exception e) {
      throw new ConfigurationException("`quarkus.tls." + name + "` (writ.bundle.tls) is unusable");
    }
  }

  private static BundleShelf shelf(Path folder) {
    try {
      return BundleShelf.in(folder);
    } catch (IOException e) {
      throw new ConfigurationException("`writ.data`: " + e.getMessage());
    }
  }

  private static TrustedKeys trusted(BundleConfig configuration) {
    List<BundleKey> keys =
        configuration.trustedKeys().orElse(List.of()).stream()
            .flatMap(file -> keys(file).stream())
            .toList();
    if (keys.isEmpty()) {
      throw new ConfigurationException(
          "policies from a bundle need `writ.bundle.trusted-keys`: the public keys to believe");
    }
    try {
      return new TrustedKeys(
          keys, configuration.signatures(), configuration.repository().orElse(null));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("`writ.bundle`: " + e.getMessage());
    }
  }

  private static List<BundleKey> keys(Path file) {
    try {
      return BundleKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot read the file `" + file + "` (writ.bundle.trusted-keys)");
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "`" + file + "` (writ.bundle.trusted-keys): " + e.getMessage());
    }
  }

  /** How many bundles were refused. */
  double refusals() {
    return holder.refusals();
  }

  /** Fetches for the first time and goes on; what is on disk decides where nothing comes. */
  void start() throws InterruptedException {
    BundleFeed started = BundleFeed.start(source, holder, poll);
    feed = Optional.of(started);
    started.awaitFirst(PATIENCE);
    if (policies.current() instanceof Unavailable nothing && nothing.faults() == null) {
      String why = holder.problem().or(started::problem).orElse("no bundle came yet");
      policies.publish(new Reading.Broken(new Faults(why, 1)));
    }
  }

  private void take(Bundle bundle, byte[] bytes) {
    policies.publish(new Reading.Good(bundle.engine(), 0), bundle.notAfter());
    desk.put(Issued.of(bytes, bundle.sequence(), bundle.issuedAt(), bundle.notAfter()));
  }

  @Override
  public void close() {
    feed.ifPresent(BundleFeed::close);
  }
}
