package dev.writ.agent.pdp;

import dev.writ.agent.config.AgentConfig.Pdp;
import dev.writ.agent.http.Desk.Ask;
import dev.writ.agent.http.Desk.DecisionPoint;
import dev.writ.agent.http.Desk.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Passes requests on to the decision point. Thread-safe. */
public final class PdpClient implements DecisionPoint {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Pdp configuration;
  private final Connection connection;

  public PdpClient(Pdp configuration, Connection connection) {
    this.configuration = configuration;
    this.connection = connection;
  }

  @Override
  public CompletableFuture<Reply> ask(Ask ask) {
    try {
      return connection
          .client()
          .sendAsync(request(ask), BodyHandlers.ofByteArray())
          .thenCompose(PdpClient::reply);
    } catch (IOException | IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpRequest request(Ask ask) {
    var request =
        HttpRequest.newBuilder(configuration.address().resolve(ask.path()))
            .timeout(configuration.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(ask.body()));
    if (ask.subjectToken() != null) {
      request.header("Subject-Token", ask.subjectToken());
    }
    if (ask.requestId() != null) {
      request.header("X-Request-ID", ask.requestId());
    }
    if (ask.traceParent() != null) {
      request.header("traceparent", ask.traceParent());
    }
    return request.build();
  }

  /** Any other status says something of the agent, not of the request. */
  private static CompletableFuture<Reply> reply(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return status == OK || status == BAD_REQUEST
        ? CompletableFuture.completedFuture(new Reply(status, response.body()))
        : CompletableFuture.failedFuture(new IOException("the decision point said " + status));
  }
}
