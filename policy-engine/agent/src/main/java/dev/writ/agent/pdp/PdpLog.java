package dev.writ.agent.pdp;

import dev.writ.agent.config.AgentConfig.Pdp;
import dev.writ.agent.ship.Misfit;
import dev.writ.agent.ship.Shipper.Destination;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.ship.Shipment;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends shipments to the decision point's {@code POST /v1/log}. */
public final class PdpLog implements Destination {
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pdp configuration;
  private final Connection connection;
  private final VerifierKey key;

  /**
   * A destination.
   *
   * @param key verifies the log's checkpoints, and is its name there
   */
  public PdpLog(Pdp configuration, Connection connection, VerifierKey key) {
    this.configuration = configuration;
    this.connection = connection;
    this.key = key;
  }

  @Override
  public long send(Shipment shipment) throws IOException, InterruptedException, Misfit {
    var request =
        HttpRequest.newBuilder(configuration.address().resolve("/v1/log"))
            .timeout(PATIENCE)
            .header("Content-Type", Shipment.TYPE)
            .header("Writ-Log-Key", key.text())
            .POST(BodyPublishers.ofByteArray(shipment.encode()))
            .build();
    HttpResponse<String> answer = connection.client().send(request, BodyHandlers.ofString());
    if (answer.statusCode() == CONFLICT) {
      throw new Misfit("the decision point does not take the log: " + answer.body().strip());
    }
    if (answer.statusCode() != OK) {
      throw new IOException("the decision point said " + answer.statusCode());
    }
    return size(answer.body().strip());
  }

  private static long size(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("the decision point's answer is no number of entries", e);
    }
  }
}
