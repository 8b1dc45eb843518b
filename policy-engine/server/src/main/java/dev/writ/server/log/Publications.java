package dev.writ.server.log;

import dev.writ.log.checkpoint.CheckpointSink;
import dev.writ.log.checkpoint.FileSink;
import dev.writ.log.checkpoint.HttpSink;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.LineSink;
import dev.writ.log.checkpoint.Poster;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.checkpoint.WitnessSink;
import dev.writ.log.store.Layout;
import dev.writ.server.config.WritConfig.DecisionLog.Publication;
import io.quarkus.tls.TlsConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where checkpoints are published, as configured. */
final class Publications {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Publication configuration;
  private final Function<String, Optional<TlsConfiguration>> tls;

  /**
   * As configured.
   *
   * @param tls finds TLS configurations by their names
   */
  Publications(Publication configuration, Function<String, Optional<TlsConfiguration>> tls) {
    this.configuration = configuration;
    this.tls = tls;
  }

  /**
   * The sinks of a log.
   *
   * @param data the server's folder
   * @param folder the log's own
   * @param log verifies its checkpoints
   */
  List<CheckpointSink> of(Path data, Path folder, VerifierKey log)
      throws IOException, InvalidNoteException {
    List<CheckpointSink> sinks = new ArrayList<>();
    configuration.file().ifPresent(file -> sinks.add(new FileSink(file)));
    if (configuration.url().isPresent()) {
      sinks.add(
          new HttpSink(new Poster(client(Optional.empty()), null), configuration.url().get()));
    }
    if (configuration.line()) {
      sinks.add(new LineSink());
    }
    for (Map.Entry<String, Publication.Witness> one : configuration.witnesses().entrySet()) {
      if (!one.getKey().matches("[A-Za-z0-9_-]+")) {
        throw new IOException(
            "`writ.log.publish.witnesses.%s`: name a witness by letters, digits, `-` and `_`"
                .formatted(one.getKey()));
      }
      Path cosigned = Files.createDirectories(data.resolve("cosigned")).resolve(one.getKey());
      sinks.add(witness(one.getValue(), folder, log, cosigned));
    }
    return sinks;
  }

  private WitnessSink witness(
      Publication.Witness witness, Path folder, VerifierKey log, Path cosigned)
      throws IOException, InvalidNoteException {
    return new WitnessSink(
        new Poster(client(witness.tls()), witness.authorizationFile().orElse(null)),
        URI.create(witness.url().toString().replaceFirst("/*$", "/add-checkpoint")),
        log,
        VerifierKey.parse(witness.key()),
        new Layout(folder).tiles(),
        note -> replace(cosigned, note));
  }

  private HttpClient client(Optional<String> tlsName) throws IOException {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (tlsName.isPresent()) {
      TlsConfiguration known =
          tls.apply(tlsName.get())
              .orElseThrow(
                  () ->
                      new IOException(
                          "there is no TLS configuration `%s`: set `quarkus.tls.%s.*`"
                              .formatted(tlsName.get(), tlsName.get())));
      try {
        client.sslContext(known.createSSLContext());
      } catch (Exception e) {
        throw new IOException("TLS `" + tlsName.get() + "` cannot be used: " + e.getMessage(), e);
      }
    }
    return client.build();
  }

  private static void replace(Path file, String note) {
    try {
      Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      Files.writeString(unfinished, note);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
