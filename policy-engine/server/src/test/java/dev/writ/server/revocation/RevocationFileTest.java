package dev.writ.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.config.RevocationConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of a file of revocations while a server looks at it. */
class RevocationFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String A = "revocations: [{key: a}]";

  @TempDir private Path folder;
  private final RevocationList list = new RevocationList();
  private RevocationFile file;

  private void start(String content, String poll) throws IOException {
    write(content);
    RevocationConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(RevocationConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValues(
                Map.of("writ.revocations.file", path().toString(), "writ.revocations.poll", poll))
            .build()
            .getConfigMapping(RevocationConfig.class);
    file = new RevocationFile(config, list);
    file.start();
  }

  private Path path() {
    return folder.resolve("revocations");
  }

  /** In one step, as Git does. */
  private void write(String content) throws IOException {
    Path fresh = Files.writeString(folder.resolve("fresh"), content);
    Files.move(fresh, path(), StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isRevoked(String key) {
    return list.of(Credential.key(key), Instant.now()) != null;
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("the time when it is so").isBefore(end);
      Thread.sleep(5);
    }
  }

  @AfterEach
  void stop() {
    if (file != null) {
      file.stop();
    }
  }

  @Test
  void anEditIsLive() throws Exception {
    start(A, "10ms");
    assertThat(isRevoked("a")).as("before the door opens").isTrue();
    write("revocations: [{key: b}]");
    until(() -> isRevoked("b") && !isRevoked("a"));
    write("revocations: []");
    until(() -> !isRevoked("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"revocations: [{key: b}, {kee: c}]", "revocations: [{key: b", "", "- b"})
  void aBrokenEditChangesNothingAndIsToldUntilItIsHealed(String broken) throws Exception {
    start(A, "10ms");
    write(broken);
    until(() -> file.problem() != null);
    assertThat(isRevoked("a")).isTrue();
    assertThat(isRevoked("b")).isFalse();
    write("revocations: [{key: c}]");
    until(() -> isRevoked("c") && !isRevoked("a"));
    until(() -> file.problem() == null);
  }

  @Test
  void aFileThatIsGoneTakesNothingBack() throws Exception {
    start(A, "10ms");
    Files.delete(path());
    until(() -> file.problem() != null);
    assertThat(isRevoked("a")).isTrue();
    write(A);
    until(() -> file.problem() == null);
    assertThat(isRevoked("a")).isTrue();
  }

  @Test
  void aFileThatNoParserTakesDoesNotEndTheLooking() throws Exception {
    start(A, "10ms");
    write("[".repeat(200_000));
    until(() -> file.problem() != null);
    write("revocations: [{key: b}]");
    until(() -> isRevoked("b"));
  }

  @Test
  void aHugeFileIsNotRead() throws Exception {
    start(A, "10ms");
    write("# " + "x".repeat(9 << 20) + "\n" + A);
    until(() -> file.problem() != null);
    assertThat(file.problem()).contains("larger than 8 MiB");
  }

  /** The first look sees half of what is written. */
  @Test
  void aFileThatIsBeingWrittenTakesNothingBack() throws Exception {
    start("revocations:\n  - key: a\n  - key: b\n", "1h");
    file.look(path());
    write("revocations:\n  - key: c\n");
    file.look(path());
    assertThat(isRevoked("c")).as("what is new").isTrue();
    assertThat(isRevoked("b")).as("what is not there yet").isTrue();
    write("revocations:\n  - key: c\n  - key: b\n");
    file.look(path());
    assertThat(isRevoked("a")).isTrue();
    file.look(path());
    assertThat(isRevoked("a")).as("what is not there at rest").isFalse();
    assertThat(isRevoked("b") && isRevoked("c")).isTrue();
  }

  @Test
  void withoutItsFileAServerDoesNotStart() {
    assertThatThrownBy(() -> start("nothing: []", "1h"))
        .hasMessageContaining("the revocations cannot be read (writ.revocations.file)");
  }
}
