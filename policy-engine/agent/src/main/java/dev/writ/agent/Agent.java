package dev.writ.agent;

import dev.writ.agent.config.AgentConfig;
import dev.writ.agent.config.AgentConfig.BundleConfig;
import dev.writ.agent.config.AgentConfig.Keeping;
import dev.writ.agent.config.AgentConfig.Pdp;
import dev.writ.agent.config.InvalidConfig;
import dev.writ.agent.decide.Answers;
import dev.writ.agent.decide.Recorder;
import dev.writ.agent.http.Desk;
import dev.writ.agent.http.Listeners;
import dev.writ.agent.operations.Status;
import dev.writ.agent.pdp.Connection;
import dev.writ.agent.pdp.PdpClient;
import dev.writ.agent.pdp.PdpLog;
import dev.writ.agent.policy.Policies;
import dev.writ.agent.policy.Puller;
import dev.writ.agent.policy.Shelf;
import dev.writ.agent.record.AgentLog;
import dev.writ.agent.revoke.RevocationList;
import dev.writ.agent.revoke.RevocationPuller;
import dev.writ.agent.ship.Shipper;
import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.TrustedKeys;
import dev.writ.log.store.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent from its start to its stop. */
public final class Agent implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");
  private static final long HEAL_MILLIS = 500;
  private static final long MEASURE_MILLIS = 1_000;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("writ-agent-upkeep").unstarted(task));
  private final Policies policies;
  private final Listeners listeners;

  private Agent(AgentConfig configuration, String version, Clock clock, Disk disk)
      throws IOException {
    Files.createDirectories(configuration.data());
    try {
      policies =
          new Policies(
              Shelf.in(configuration.data().resolve("bundle"), disk),
              trusted(configuration.bundle()),
              clock);
      policies.restore();
      AgentLog log = log(configuration, version, clock, disk);
      var connection = new Connection(configuration.pdp());
      var status = new Status(policies, log, clock);
      var revoked = new RevocationList();
      var answers =
          new Answers(
              revoked,
              configuration.workload(),
              log == null ? Recorder.NONE : log,
              configuration.instance(),
              status::count);
      var pdp = configuration.pdp() == null ? null : new PdpClient(configuration.pdp(), connection);
      Puller puller = closing(Puller.start(configuration.bundle(), connection::client, policies));
      status.shows("source", puller::problem);
      status.counter("writ_source_failures_total", "Failed pulls.", puller::failures);
      if (configuration.pdp() != null) {
        follow(configuration.pdp(), configuration, log, connection, status, revoked, clock, disk);
      }
      if (log != null) {
        upkeep.scheduleWithFixedDelay(log::measure, 0, MEASURE_MILLIS, TimeUnit.MILLISECONDS);
      }
      listeners =
          closing(
              Listeners.open(
                  new Desk(policies, answers, pdp, status, clock),
                  configuration.socket(),
                  configuration.loopbackPort().orElse(-1)));
      status.gauge("writ_connections", "Open connections.", listeners::open);
      status.counter("writ_peers_refused_total", "Peers not let in.", listeners::refused);
      upkeep.scheduleWithFixedDelay(
          listeners::heal, HEAL_MILLIS, HEAL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts an agent, which answers when this returns.
   *
   * @throws IOException if it cannot keep its log or listen
   * @throws InvalidConfig if what it is told makes no agent
   */
  public static Agent start(AgentConfig configuration, String version) throws IOException {
    return start(configuration, version, Clock.systemUTC(), Disk.local());
  }

  /** The same with a given clock and disk. */
  static Agent start(AgentConfig configuration, String version, Clock clock, Disk disk)
      throws IOException {
    return new Agent(configuration, version, clock, disk);
  }

  /** What needs a decision point: its revocations, and a place for the log. */
  private void follow(
      Pdp pdp,
      AgentConfig configuration,
      @Nullable AgentLog log,
      Connection connection,
      Status status,
      RevocationList revoked,
      Clock clock,
      Disk disk)
      throws IOException {
    RevocationPuller revocations =
        closing(
            RevocationPuller.start(
                revoked,
                pdp.address().resolve("/v1/revocations"),
                connection::client,
                configuration.data().resolve("revocations.json"),
                disk,
                clock));
    status.shows("revocations", revocations::problem);
    status.gauge("writ_revoked_subjects", "Revoked subjects.", revoked::size);
    status.gauge(
        "writ_revocations_age_seconds",
        "How old the list of revocations is.",
        () -> revocations.age().toMillis() / 1000.0);
    if (log != null && configuration.log().ship()) {
      Shipper shipper =
          closing(
              Shipper.start(
                  log, configuration.log(), new PdpLog(pdp, connection, log.key().verifier())));
      status.shows("shipping", shipper::problem);
      status.gauge("writ_log_shipped", "Entries at the decision point.", shipper::shipped);
      status.gauge(
          "writ_log_misfit",
          "1 where the log and its copy do not fit together.",
          () -> shipper.alarm() ? 1 : 0);
    }
  }

  private @Nullable AgentLog log(AgentConfig configuration, String version, Clock clock, Disk disk)
      throws IOException {
    return configuration.log().keeping() == Keeping.OFF
        ? null
        : closing(
            AgentLog.open(
                configuration.data(),
                configuration.log(),
                configuration.instance(),
                version,
                clock,
                disk));
  }

  private static TrustedKeys trusted(BundleConfig configuration) throws IOException {
    try {
      return new TrustedKeys(
          BundleKey.parse(Files.readString(configuration.keys())),
          configuration.signatures(),
          configuration.repository());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfig(
          "`bundle.keys` names `" + configuration.keys() + "`: " + e.getMessage());
    }
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /** The policies that decide. */
  Policies policies() {
    return policies;
  }

  /** The port on the loopback address, or -1. */
  int port() {
    return listeners.port();
  }

  /** Takes no more requests, answers those under way, and closes the log. */
  @Override
  public void close() {
    upkeep.shutdownNow();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.ERROR, "the agent did not stop cleanly", e);
      }
    }
  }
}
