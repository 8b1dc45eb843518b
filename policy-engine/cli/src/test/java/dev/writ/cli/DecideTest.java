package dev.writ.cli;

import static dev.writ.cli.Fixtures.repository;
import static dev.writ.cli.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecideTest {
  private static final String SOUND = repository("sound");

  @TempDir private Path folder;

  @Test
  void anAllowIsAnsweredAsTheServerWould() {
    Golden.matches("decide-allow", Run.of("decide", SOUND, "--request", request("alice-reads")));
  }

  @Test
  void aDenyExitsWithTwo() {
    Golden.matches("decide-deny", decideAt("2026-03-04T20:00:00Z"));
  }

  @Test
  void timeIsAnArgumentWithAnyOffset() {
    assertThat(decideAt("2026-03-04T10:00:00Z").exitCode()).isZero();
    assertThat(decideAt("2026-03-04T17:30:00Z").exitCode()).isEqualTo(2);
    assertThat(decideAt("2026-03-04T17:30:00+02:00").exitCode()).isZero();
  }

  @Test
  void anExplanationFollowsTheAnswer() {
    Golden.matches("decide-explain", decideAt("2026-03-04T20:00:00Z", "--explain"));
  }

  @Test
  void theRequestMayComeFromStandardInput() throws IOException {
    byte[] body = Files.readAllBytes(Path.of(request("alice-reads")));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(body));
    try {
      assertThat(Run.of("decide", SOUND, "--request", "-").exitCode()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"subject\":{\"type\":\"user\",\"id\":7}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"}}",
      })
  void aRequestThatSaysNothingDecidableIsInvalidInput(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("request.json"), body);

    Run run = Run.of("decide", SOUND, "--request", file.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("writ: the request is invalid: ").hasLineCount(1);
  }

  @Test
  void aRequestBeyondTheServersLimitIsInvalidInput() throws IOException {
    byte[] body = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("request.json"), body);

    Run run = Run.of("decide", SOUND, "--request", file.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("writ: the request is larger than 1 MiB\n");
  }

  @Test
  void aMissingRequestIsInvalidInput() {
    Run run = Run.of("decide", SOUND, "--request", "no-such.json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("writ: cannot read the request `no-such.json`");
  }

  @Test
  void invalidPoliciesDecideNothing() {
    Run run = Run.of("decide", repository("broken"), "--request", request("alice-reads"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("orders.yaml:6:5: ").endsWith("are invalid: 2 errors\n");
  }

  @Test
  void aTimeWithoutOffsetIsAUsageError() {
    Run run = decideAt("2026-03-04T10:00:00");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("2026-03-04T10:00:00Z");
  }

  private static Run decideAt(String time, String... more) {
    String[] arguments = {"decide", SOUND, "--request", request("alice-orders-much"), "--at", time};
    return Run.of(
        Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
  }
}
