package dev.writ.server.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.program.Program;
import dev.writ.log.store.Disk;
import dev.writ.server.secret.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleIssuerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  @TempDir private Path folder;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final BundleDesk desk = new BundleDesk(2);

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  private SequenceFile sequences(Instant now) {
    return new SequenceFile(
        folder.resolve("sequence"), Disk.local(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private BundleIssuer issuer(Duration validFor) {
    return new BundleIssuer(
        List.of(
            Secrets.inFiles()
                .read(
                    Keys.in(folder),
                    "key",
                    bytes -> BundleSigner.parse(new String(bytes, StandardCharsets.UTF_8)))),
        sequences(NOW),
        validFor,
        Clock.systemUTC(),
        desk,
        thread,
        new SimpleMeterRegistry());
  }

  private static Program program() {
    var files =
        RepositorySnapshot.of(
            Map.of("writ.yaml", "language: 1\nname: shop\n".getBytes(StandardCharsets.UTF_8)));
    return ((Compilation.Compiled) new PolicyCompiler().compile(files, null)).program();
  }

  private Issued after(String tag) {
    return desk.another(tag, PATIENCE).await().atMost(PATIENCE).orElseThrow();
  }

  @Test
  void aBundleIsSignedAnewBeforeItRunsOut() {
    issuer(Duration.ofSeconds(2)).serve(program());
    Issued first = after("none");
    Issued second = after(first.tag());
    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(second.issuedAt()).isBefore(first.notAfter());
  }

  @Test
  void theSamePoliciesAreSignedOnce() {
    BundleIssuer issuer = issuer(Duration.ofHours(1));
    issuer.serve(program());
    Issued first = after("none");
    issuer.serve(program());
    var done = thread.submit(() -> desk.current());
    assertThat(done).succeedsWithin(PATIENCE).isEqualTo(first);
  }

  @Test
  void sequencesFollowTheClockAndNeverGoBack() throws IOException {
    assertThat(sequences(NOW).next()).isEqualTo(NOW.toEpochMilli());
    assertThat(sequences(NOW).next()).isEqualTo(NOW.toEpochMilli() + 1);
    assertThat(sequences(NOW.minusSeconds(9)).next()).isEqualTo(NOW.toEpochMilli() + 2);
    assertThat(sequences(NOW.plusSeconds(9)).next()).isEqualTo(NOW.toEpochMilli() + 9_000);
  }

  @Test
  void aSequenceThatCannotBeReadIsNotGuessed() throws IOException {
    Files.writeString(folder.resolve("sequence"), "");
    assertThatIOException().isThrownBy(() -> sequences(NOW).next());
    Files.writeString(folder.resolve("sequence"), Long.toUnsignedString(-1));
    assertThatIOException().isThrownBy(() -> sequences(NOW).next());
  }

  @Test
  void onlySoManyWait() {
    var first = desk.another("none", PATIENCE).subscribeAsCompletionStage();
    var second = desk.another("none", PATIENCE).subscribeAsCompletionStage();
    assertThat(desk.hasPlace()).isFalse();
    assertThat(desk.another("none", PATIENCE).await().atMost(PATIENCE)).isEqualTo(Optional.empty());
    first.cancel(true);
    assertThat(desk.waiting()).isEqualTo(1);
    Issued next = Issued.of(new byte[] {1}, 1, NOW, NOW);
    desk.put(next);
    assertThat(second).succeedsWithin(PATIENCE).isEqualTo(Optional.of(next));
    assertThat(desk.waiting()).isZero();
  }
}
