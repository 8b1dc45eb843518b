package dev.writ.server.git;

import dev.writ.authzen.json.JsonWriter;
import dev.writ.git.Commit;
import dev.writ.server.config.GitConfig;
import dev.writ.server.config.GitConfig.Provider;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

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
      var token = secrets.text(status.tokenFile().get(), "writ.git.status.token-file");
      return new Target(provider, status.url().get(), token, status.context());
    }
  }

  CommitStatus(GitConfig configuration, Secrets secrets) {
    GitConfig.Status status = configuration.status();
    target = status.provider().map(provider -> Target.of(provider, status, secrets));
  }

  /** Sends what became of a commit. */
  void report(Commit commit, Reading reading) {
    target.ifPresent(
        to ->
            client
                .sendAsync(request(to, commit, reading), BodyHandlers.discarding())
                .whenComplete((answer, failure) -> note(commit, answer, failure)));
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

  private static void note(Commit commit, HttpResponse<Void> answer, Throwable failure) {
    if (failure != null) {
      LOG.warnf("the Git host was not told of commit %s: %s", commit.id(), failure.getMessage());
    } else if (answer.statusCode() >= 300) {
      LOG.warnf(
          "the Git host was not told of commit %s: it answers with status %d",
          commit.id(), answer.statusCode());
    }
  }
}
