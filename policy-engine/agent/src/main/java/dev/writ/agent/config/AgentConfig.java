package dev.writ.agent.config;

import dev.writ.engine.request.SpiffeId;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told. {@code docs/agent.md} describes every key.
 *
 * @param instance the agent's name in its records
 * @param data the folder for what must survive a restart
 * @param workload what the agent's peers are, or null where the operator does not say
 * @param pdp the decision point it belongs to, or null
 */
public record AgentConfig(
    String instance,
    Path data,
    Socket socket,
    OptionalInt loopbackPort,
    BundleConfig bundle,
    @Nullable Pdp pdp,
    LogConfig log,
    @Nullable Workload workload) {

  /**
   * The service that the agent's peers are.
   *
   * @param id its identity, or null for none
   */
  public record Workload(@Nullable SpiffeId id) {}

  /**
   * The Unix domain socket.
   *
   * @param uids users whose processes may ask, as names or numbers
   * @param gids groups likewise
   */
  public record Socket(
      Path path, Set<PosixFilePermission> mode, List<String> uids, List<String> gids) {
    public Socket {
      mode = Set.copyOf(mode);
      uids = List.copyOf(uids);
      gids = List.copyOf(gids);
    }
  }

  /**
   * Where bundles come from and whose are believed.
   *
   * @param source an address by https, or http on a loopback name, or file
   * @param keys a file of public keys in PEM
   * @param signatures how many of the keys must have signed
   * @param repository the name of the policy repository, or null for any
   * @param interval how often a source that cannot be waited on is asked
   */
  public record BundleConfig(
      URI source, Path keys, int signatures, @Nullable String repository, Duration interval) {}

  /**
   * The decision point.
   *
   * @param certificate a file with the agent's certificates in PEM, or null
   * @param key a file with its private key in PEM, or null
   * @param trust a file with the authorities of the decision point's certificate, or null for those
   *     of the platform
   * @param timeout for an answer to a request that is passed on
   */
  public record Pdp(
      URI address,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path trust,
      Duration timeout) {}

  /** How decisions are kept. */
  public enum Keeping {
    /** No answer leaves before its record is on disk. */
    REQUIRED,
    /** Answers do not wait; what is dropped is counted. */
    BEST_EFFORT,
    /** No log. */
    OFF
  }

  /**
   * The log.
   *
   * @param maxBytes how large it may grow while it cannot be shipped
   * @param ship whether it is sent to the decision point
   */
  public record LogConfig(
      Keeping keeping,
      long maxBytes,
      boolean ship,
      List<String> conceal,
      List<String> never,
      List<String> clear) {
    public LogConfig {
      conceal = List.copyOf(conceal);
      never = List.copyOf(never);
      clear = List.copyOf(clear);
    }
  }
}
