package dev.writ.server.ship;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.ship.Shipment;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.Gap;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogSettings;
import dev.writ.server.ship.Mismatch.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * The copy of one agent's log: the same entries at the same indexes, and so the same tree, signed
 * by a key of its own. Used by one thread at a time.
 */
final class ShippedLog implements AutoCloseable {
  private final Path folder;
  private final VerifierKey agent;
  private final SigningKey key;
  private final DecisionLog log;

  private ShippedLog(Path folder, VerifierKey agent, SigningKey key, DecisionLog log) {
    this.folder = folder;
    this.agent = agent;
    this.key = key;
    this.log = log;
  }

  /**
   * Opens the copy in a folder, or begins one there.
   *
   * @param agent verifies the checkpoints of the agent
   */
  static ShippedLog open(Path folder, VerifierKey agent) throws IOException, InvalidNoteException {
    Files.createDirectories(folder);
    Path file = folder.resolve("log.key");
    if (!Files.exists(file)) {
      SigningKey fresh = SigningKey.generate(agent.name());
      fresh.write(file);
      Files.writeString(folder.resolve("log.key.pub"), fresh.verifier().text() + "\n");
    }
    SigningKey key = SigningKey.read(file);
    Gap never =
        dropped -> {
          throw new IllegalStateException("a copy has no entries of its own");
        };
    DecisionLog log =
        DecisionLog.open(
            folder.resolve("log"),
            key,
            LogSettings.of(Durability.REQUIRED),
            new LogParts(never, IndexWriter.NONE, List.of()));
    return new ShippedLog(folder, agent, key, log);
  }

  /**
   * Takes what is new in a shipment.
   *
   * @return how many entries there are now
   * @throws Mismatch if the shipment does not fit; after a fork nothing more is taken
   * @throws InvalidNoteException if its checkpoint is not the agent's
   */
  long take(Shipment shipment) throws IOException, Mismatch, InvalidNoteException {
    refuseForked();
    if (!shipment.entries().isEmpty()) {
      append(shipment);
    }
    if (!shipment.checkpoint().isEmpty()) {
      compare(Checkpoint.verified(shipment.checkpoint(), agent));
    }
    return log.size();
  }

  private void append(Shipment shipment) throws IOException, Mismatch {
    long size = log.size();
    if (shipment.first() > size) {
      throw new Mismatch(
          Kind.GAP,
          "here are %s entries, and the shipment begins with number %s"
              .formatted(size, shipment.first()));
    }
    long known = Math.min(size, shipment.end());
    compare(shipment, known);
    List<Entry> fresh =
        shipment.entries().subList((int) (known - shipment.first()), shipment.entries().size());
    if (!fresh.isEmpty()) {
      done(log.append(fresh));
      done(log.sign());
    }
  }

  /** What was sent again must be what was sent before. */
  private void compare(Shipment shipment, long end) throws IOException, Mismatch {
    LogReader reader = log.reader();
    for (long at = Math.max(shipment.first(), reader.firstIndex()); at < end; at++) {
      byte[] sent = shipment.entries().get((int) (at - shipment.first())).leaf();
      if (!Arrays.equals(sent, reader.read(at).leaf())) {
        throw fork("entry " + at + " is another one than before");
      }
    }
  }

  private void compare(Checkpoint signed) throws IOException, Mismatch, InvalidNoteException {
    String note = Files.readString(new Layout(folder.resolve("log")).checkpoint());
    Checkpoint own = Checkpoint.verified(note, key.verifier());
    if (own.size() != signed.size()) {
      throw fork(
          "the agent signed %s entries, and here are %s".formatted(signed.size(), own.size()));
    }
    if (!Arrays.equals(own.root(), signed.root())) {
      throw fork("the agent signed another tree of %s entries".formatted(signed.size()));
    }
  }

  private Mismatch fork(String message) throws IOException {
    Files.writeString(folder.resolve("fork"), message + "\n");
    return new Mismatch(Kind.FORK, message);
  }

  private void refuseForked() throws IOException, Mismatch {
    Path mark = folder.resolve("fork");
    if (Files.exists(mark)) {
      throw new Mismatch(Kind.FORK, Files.readString(mark).strip());
    }
  }

  private static void done(java.util.concurrent.CompletableFuture<Long> step) throws IOException {
    try {
      step.join();
    } catch (CompletionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
