package dev.writ.log.checkpoint;

import java.io.IOException;
import java.net.URI;

/** Posts checkpoints as {@code text/plain} to an address; every 2xx means that it was taken. */
public record HttpSink(Poster poster, URI address) implements CheckpointSink {

  @Override
  public void publish(String note) throws IOException, InterruptedException {
    int status = poster.post(address, note).statusCode();
    if (status / 100 != 2) {
      throw new IOException("`%s` answered %d".formatted(address, status));
    }
  }
}
