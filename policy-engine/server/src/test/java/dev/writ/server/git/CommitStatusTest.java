package dev.writ.server.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.writ.git.Commit;
import dev.writ.server.LogLines;
import dev.writ.server.config.GitConfig;
import dev.writ.server.git.StatusRecorder.Told;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitStatusTest {
  private static final String TOKEN = "a-token-that-nobody-may-see";
  private static final Commit COMMIT = new Commit("c0ffee".repeat(6) + "c0ff", Instant.EPOCH);
  private static final Reading BROKEN =
      new Reading.Broken(new Faults("a.yaml:1:1: " + "very ".repeat(50) + "wrong", 2));

  @TempDir private Path folder;

  private CommitStatus status(String provider, String url) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    var configuration =
        new SmallRyeConfigBuilder()
            .withMapping(GitConfig.class)
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withDefaultValues(
                Map.of(
                    "writ.git.poll",
                    "PT30S",
                    "writ.git.timeout",
                    "PT10S",
                    "writ.git.status.provider",
                    provider,
                    "writ.git.status.url",
                    url,
                    "writ.git.status.token-file",
                    token.toString()))
            .build()
            .getConfigMapping(GitConfig.class);
    return new CommitStatus(configuration, Secrets.inFiles());
  }

  @ParameterizedTest
  @CsvSource({
    "github, context, Authorization, Bearer %s, failure",
    "gitlab, name, PRIVATE-TOKEN, %s, failed",
    "gitea, context, Authorization, token %s, failure"
  })
  void eachHostIsToldInItsOwnForm(
      String provider, String name, String header, String value, String failed) throws Exception {
    try (StatusRecorder host = StatusRecorder.start(201)) {
      CommitStatus status = status(provider, host.url() + "/a/repository");
      status.report(COMMIT, BROKEN);
      Told told = host.next(COMMIT.id());
      assertThat(told.method()).isEqualTo("POST");
      assertThat(told.path()).isEqualTo("/a/repository/statuses/" + COMMIT.id());
      assertThat(told.headers().getFirst("Content-Type")).isEqualTo("application/json");
      assertThat(told.headers().getFirst(header)).isEqualTo(value.formatted(TOKEN));
      JsonNode body = JsonMapper.builder().build().readTree(told.body());
      assertThat(body.get("state").asText()).isEqualTo(failed);
      assertThat(body.get(name).asText()).isEqualTo("writ");
      assertThat(body.get("description").asText())
          .startsWith("not loaded: a.yaml:1:1")
          .hasSize(140);
      assertThat(body.size()).isEqualTo(3);
    }
  }

  @Test
  void aHostThatRefusesIsReportedWithoutTheToken() throws Exception {
    try (LogLines log = LogLines.of(CommitStatus.class.getName());
        StatusRecorder host = StatusRecorder.start(401)) {
      status("github", host.url()).report(COMMIT, BROKEN).get();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(COMMIT.id(), "401")
          .doesNotContain(TOKEN);
    }
  }

  @Test
  void aHostThatIsGoneIsReportedWithoutTheToken() throws Exception {
    StatusRecorder gone = StatusRecorder.start(201);
    gone.close();
    try (LogLines log = LogLines.of(CommitStatus.class.getName())) {
      status("gitlab", gone.url()).report(COMMIT, BROKEN).get();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(COMMIT.id())
          .doesNotContain(TOKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://git.example/repos/shop/policies",
        "https://user:secret@git.example/repos/shop/policies",
        "https://git.example/repos/shop/policies?token=secret",
        "ftp://git.example/repos"
      })
  void anAddressThatWouldShowTheTokenIsRefused(String url) {
    assertThatThrownBy(() -> status("github", url))
        .hasMessageContaining("writ.git.status.url")
        .message()
        .doesNotContain("secret");
  }
}
