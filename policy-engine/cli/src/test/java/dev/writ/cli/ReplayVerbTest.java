package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.authzen.RecordIds;
import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import dev.writ.testbed.GitUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code writ replay} by policies that lie in Git, on a log with one decision. */
class ReplayVerbTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final String POLICY =
      """
      policy: orders
      resource: orders
      rules:
        - allow: everybody
          actions: [%s]
      """;

  @TempDir private Path folder;
  private GitUpstream upstream;
  private String then = "";

  /** On the branch the policies are others now than when it was decided. */
  @BeforeEach
  void decideAndChange() throws Exception {
    upstream = GitUpstream.in(Files.createDirectories(folder.resolve("git")));
    upstream.write("orders.yaml", POLICY.formatted("read"));
    then = upstream.push("reading");
    upstream.git("tag", "v1");
    upstream.git("push", "-q", "origin", "v1");
    decide();
    upstream.write("orders.yaml", POLICY.formatted("list"));
    upstream.push("listing alone");
  }

  private void decide() throws Exception {
    var files = RepositoryReader.read(upstream.work());
    Engine engine = Engine.link(((Compiled) new PolicyCompiler().compile(files, null)).program());
    var request =
        AccessRequest.of(
            new Subject("user", "alice"),
            new Action("read"),
            new Resource("orders", "1"),
            Map.of(),
            NOW);
    var record =
        new DecisionRecord(
            RecordIds.at(NOW.toEpochMilli()),
            NOW,
            "test",
            Kind.EVALUATION,
            request,
            engine.decide(request),
            engine.program().revision(),
            Duration.ofMillis(1),
            null,
            null);
    var entry = new RecordWriter().write(Decided.of(record, engine.program()), Masks.NONE);
    var parts = new LogParts(dropped -> entry, IndexWriter.NONE, List.of());
    try (DecisionLog log =
        DecisionLog.open(
            folder.resolve("data/log"),
            SigningKey.generate("writ/test"),
            LogSettings.of(Durability.REQUIRED),
            parts)) {
      log.append(List.of(entry)).join();
    }
  }

  @Test
  void theCommitThatDecidedThenDecidesTheSame() {
    Run run = replay("--policies", at("#" + then));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"same\" : 1");
  }

  @Test
  void aTagWillDoForTheCommit() {
    assertThat(replay("--policies", at("#v1")).exitCode()).isZero();
  }

  @Test
  void whatABranchWouldChangeIsReported() {
    Run run = replay("--policies", at("#v1"), "--against", at("#main"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).contains("\"answersChanged\" : 1").contains("orders/everybody");
  }

  @Test
  void whatIsNotInTheRepositoryIsRefused() {
    Run run = replay("--policies", at("#no-such-branch"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).contains("has no branch or tag `no-such-branch`");
  }

  private String at(String revision) {
    return "git+file://" + upstream.bare() + revision;
  }

  private Run replay(String... options) {
    String data = folder.resolve("data").toString();
    return Run.of(
        Stream.concat(Stream.of("replay", "--data", data, "--format", "json"), Stream.of(options))
            .toArray(String[]::new));
  }
}
