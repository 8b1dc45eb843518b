package dev.writ.server.git;

import dev.writ.authzen.json.JsonWriter;
import dev.writ.git.Commit;
import dev.writ.server.config.GitConfig;
import dev.writ.server.config.GitConfig.Provider;
import dev.writ.server.peer.LoopbackNames;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the Git host what became of a commit, where that is configured. Nothing waits for it. */
@Singleton
class CommitStatus {
  private static final Logger LOG = Logger.getLogger(CommitStatus.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** As much as the most thrifty of the hosts shows. */
  private static final int LONGEST = 140;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Optional<Target> target;

  /** Where statuses go, and how. */
  private record Target(Provider provider, URI url, Secret<String> token, String context) {

    static Target of(Provider provider, GitConfig.Status status, Secrets secrets) {
      if (status.url().isEmpty() || status.tokenFile().isEmpty()) {
        throw new ConfigurationException(
            "`writ.git.status.provider` needs `writ.git.status.url` and"
                + " `writ.git.status.token-file`");
      }
      requirePrivacy(status.url().get());
      var token = secrets.text(status.tokenFile().get(), "writ.git.status.token-file");
      return new Target(provider, status.url().get(), token, status.context());
    }
  }

  private static void requirePrivacy(URI url) {
    boolean isPrivate =
        "https".equals(url.getScheme())
            || "http".equals(url.getScheme())
                && url.getHost() != null
                && LoopbackNames.include(HostAndPort.create(url.getHost(), -1));
    if (!isPrivate || url.getUserInfo() != null || url.getQuery() != null) {
      throw new ConfigurationException(
          "`writ.git.status.url` must be an `https://` address without credentials: it is sent the"
              + " token");
    }
  }

  CommitStatus(GitConfig configuration, Secrets secrets) {
    GitConfig.Status status = configuration.status();
    target = status.provider().map(provider -> Target.of(provider, status, secrets));
  }

  /**
   * Sends what became of a commit.
   *
   * @return done once the host has answered, or failed to, and that is noted
   */
  CompletableFuture<Void> report(Commit commit, Reading reading) {
    return target
        .map(to -> client.sendAsync(request(to, commit, reading), BodyHandlers.discarding()))
        .map(sent -> sent.<Void>handle((answer, failure) -> note(commit, answer, failure)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private static HttpRequest request(Target to, Commit commit, Reading reading) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(to.url() + "/statuses/" + commit.id()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body(to, reading)));
    String token = to.token().get();
    return switch (to.provider()) {
      case GITHUB -> request.header("Authorization", "Bearer " + token).build();
      case GITLAB -> request.header("PRIVATE-TOKEN", token).build();
      case GITEA -> request.header("Authorization", "token " + token).build();
    };
  }

  private static byte[] body(Target to, Reading reading) {
    boolean gitlab = to.provider() == Provider.GITLAB;
    return JsonWriter.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("state", state(reading, gitlab));
          out.writeStringField(gitlab ? "name" : "context", to.context());
          out.writeStringField("description", description(reading));
          out.writeEndObject();
        });
  }

  private static String state(Reading reading, boolean gitlab) {
    return switch (reading) {
      case Reading.Good good -> "success";
      case Reading.Broken broken -> gitlab ? "failed" : "failure";
    };
  }

  private static String description(Reading reading) {
    String text =
        switch (reading) {
          case Reading.Good good -> "these policies decide";
          case Reading.Broken broken -> "not loaded: " + broken.faults();
        };
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static @Nullable Void note(
      Commit commit, @Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warnf("the Git host was not told of commit %s: %s", commit.id(), failure.getMessage());
    } else if (answer != null && answer.statusCode() >= 300) {
      LOG.warnf(
          "the Git host was not told of commit %s: it answers with status %d",
          commit.id(), answer.statusCode());
    }
    return null;
  }
}
