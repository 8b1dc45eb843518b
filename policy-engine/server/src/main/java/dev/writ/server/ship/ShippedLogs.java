package dev.writ.server.ship;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.ship.Shipment;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The copies of all agents' logs, each in a folder of its own; the first peer that ships a log is
 * the only one that may. One shipment is taken at a time.
 */
@Singleton
class ShippedLogs {
  private static final Logger LOG = Logger.getLogger(ShippedLogs.class);
  private static final int MOST_OPEN = 32;

  private final Optional<Path> folder;
  private final Map<String, ShippedLog> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
  private final MeterRegistry meters;
  private volatile @Nullable String alarm;

  ShippedLogs(WritConfig configuration, MeterRegistry meters) {
    folder = configuration.data().map(data -> data.resolve("shipped"));
    this.meters = meters;
    for (Mismatch.Kind kind : Mismatch.Kind.values()) {
      alarms(kind);
    }
  }

  private Counter alarms(Mismatch.Kind kind) {
    return Counter.builder("writ.shipped.alarms")
        .description("shipments that do not fit to what lies here")
        .tag("kind", kind.id())
        .register(meters);
  }

  /** Whether logs can be taken here. */
  boolean keeps() {
    return folder.isPresent();
  }

  /** What was last found wrong with a log since the start, or null. */
  @Nullable String alarm() {
    return alarm;
  }

  /**
   * Takes a shipment.
   *
   * @param agent verifies the agent's checkpoints, and names its log
   * @param peer who ships
   * @return how many entries of the log there are now
   */
  synchronized long take(VerifierKey agent, String peer, Shipment shipment)
      throws IOException, Mismatch, InvalidNoteException {
    Path place = folder.orElseThrow().resolve(name(agent));
    own(place, agent, peer);
    try {
      return log(place, agent).take(shipment);
    } catch (Mismatch e) {
      alarms(e.kind()).increment();
      String found = "the log `" + agent.name() + "` of `" + peer + "`: " + e.getMessage();
      if (!found.equals(alarm)) {
        LOG.errorf("a %s in what an agent ships, %s", e.kind().id(), found);
      }
      alarm = found;
      throw e;
    }
  }

  private static void own(Path place, VerifierKey agent, String peer) throws IOException {
    Path file = place.resolve("owner");
    if (!Files.exists(file)) {
      Files.createDirectories(place);
      Files.writeString(file, peer + "\n" + agent.text() + "\n");
    } else if (!Files.readAllLines(file).getFirst().equals(peer)) {
      throw Refused.forbidden("log-of-another", "another peer ships this log");
    }
  }

  private ShippedLog log(Path place, VerifierKey agent) throws IOException, InvalidNoteException {
    ShippedLog known = open.get(agent.text());
    if (known != null) {
      return known;
    }
    if (open.size() >= MOST_OPEN) {
      Iterator<ShippedLog> eldest = open.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
    ShippedLog opened = ShippedLog.open(place, agent);
    open.put(agent.text(), opened);
    return opened;
  }

  /** A key holds what no file name may. */
  private static String name(VerifierKey agent) {
    try {
      byte[] text = agent.text().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  @PreDestroy
  synchronized void close() {
    open.values().forEach(ShippedLog::close);
    open.clear();
  }
}
