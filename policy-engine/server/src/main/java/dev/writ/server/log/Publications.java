package dev.writ.server.log;

import dev.writ.log.checkpoint.CheckpointSink;
import dev.writ.server.config.WritConfig.DecisionLog.Publication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Where checkpoints are published, as configured. */
final class Publications {
  private static final Logger LOG = Logger.getLogger("dev.writ.log.checkpoint");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SUCCESS = 2;

  private Publications() {}

  static List<CheckpointSink> of(Publication configuration) {
    List<CheckpointSink> sinks = new ArrayList<>();
    configuration.file().ifPresent(file -> sinks.add(note -> append(file, note)));
    configuration.url().ifPresent(url -> sinks.add(poster(url)));
    if (configuration.line()) {
      sinks.add(note -> LOG.infof("checkpoint: %s", note.strip().replace("\n", "\\n")));
    }
    return sinks;
  }

  /** One checkpoint after the other, with an empty line between. */
  private static void append(Path file, String note) throws IOException {
    Files.writeString(file, note + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static CheckpointSink poster(URI url) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return note -> {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(PATIENCE)
              .header("Content-Type", "text/plain; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(note))
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != SUCCESS) {
        throw new IOException("`" + url + "` answered with status " + status);
      }
    };
  }
}
