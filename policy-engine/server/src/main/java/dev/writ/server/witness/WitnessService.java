package dev.writ.server.witness;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.checkpoint.Witness;
import dev.writ.server.config.WitnessConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.log.KeyFiles;
import dev.writ.server.log.LogService;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The witness, where this server is one. */
@Singleton
@Startup
public class WitnessService {
  private final @Nullable Witness witness;

  /**
   * Opens it.
   *
   * @param logs is asked for first, since it keeps other servers off the data folder
   * @throws ConfigurationException if it cannot be one; the message says why
   */
  WitnessService(WritConfig configuration, WitnessConfig witnessing, LogService logs, Clock clock) {
    List<String> keys = witnessing.logs().orElse(List.of());
    witness = keys.isEmpty() ? null : open(configuration, witnessing, keys, logs, clock);
  }

  private static Witness open(
      WritConfig configuration,
      WitnessConfig witnessing,
      List<String> keys,
      LogService logs,
      Clock clock) {
    Path data = configuration.data().orElseThrow(() -> unusable("it needs `writ.data`", null));
    String name = witnessing.name().orElseGet(() -> "writ/" + logs.instance() + "/witness");
    Path keyFile = witnessing.keyFile().orElse(data.resolve("witness.key"));
    try {
      SigningKey key = KeyFiles.read(keyFile, name, VerifierKey.COSIGNATURE);
      List<VerifierKey> known = new ArrayList<>();
      for (String text : keys) {
        known.add(VerifierKey.parse(text));
      }
      return Witness.open(data.resolve("witness"), key, known, clock);
    } catch (IOException | InvalidNoteException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private static ConfigurationException unusable(String why, @Nullable Exception cause) {
    return new ConfigurationException("`writ.witness`: " + why, cause);
  }

  /** The witness, if this server is one. */
  Optional<Witness> witness() {
    return Optional.ofNullable(witness);
  }
}
