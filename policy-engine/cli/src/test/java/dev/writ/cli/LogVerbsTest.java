package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.authzen.RecordIds;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.AccessRequest.Stored;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.mask.MaskPlan;
import dev.writ.log.mask.MaskSettings;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import dev.writ.log.verify.OfflineProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The verbs about a decision log, on one with two decisions. */
class LogVerbsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final String EMAIL = "alice@example.com";

  /** Of a policy set without a schema: what is stated of subjects is concealed. */
  private static final Masks MASKS =
      MaskPlan.of(
          new Program(
              "shop",
              new Revision("a".repeat(64), null),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              Schema.NONE,
              Entities.NONE),
          MaskSettings.DEFAULTS);

  @TempDir private Path data;
  private String alice = "";
  private String bob = "";

  @BeforeEach
  void writeALog() throws Exception {
    SigningKey key = SigningKey.generate("writ/test");
    key.write(data.resolve("log.key"));
    Files.writeString(data.resolve("log.key.pub"), key.verifier().text() + "\n");
    alice = RecordIds.at(NOW.toEpochMilli());
    bob = RecordIds.at(NOW.plusSeconds(1).toEpochMilli());
    append(key, List.of(entry(alice, "alice", NOW), entry(bob, "bob", NOW.plusSeconds(1))));
  }

  private void append(SigningKey key, List<Entry> entries) throws IOException {
    var settings = LogSettings.of(Durability.REQUIRED);
    var parts = new LogParts(dropped -> entry("gap", "gap", NOW), IndexWriter.NONE, List.of());
    try (DecisionLog log = DecisionLog.open(data.resolve("log"), key, settings, parts)) {
      log.append(entries).join();
    }
  }

  /** One more record, about this subject. */
  private void append(String subject) throws Exception {
    Entry entry = entry(RecordIds.at(NOW.toEpochMilli()), subject, NOW);
    append(SigningKey.read(data.resolve("log.key")), List.of(entry));
  }

  private static Entry entry(String id, String subject, Instant time) {
    var request =
        new AccessRequest(
            new Subject("user", subject, Map.of("email", EMAIL)),
            new Action("read"),
            new Resource("orders", "1"),
            Map.of(),
            null,
            Peer.LOCAL,
            null,
            false,
            new Stored(null, null),
            time);
    var decision =
        new Decision(Verdict.DENY, List.of(), "no rule allows it", Map.of(), List.of(), List.of());
    var record =
        new DecisionRecord(
            id,
            time,
            "test",
            Kind.EVALUATION,
            request,
            decision,
            new Revision("a".repeat(64), null),
            Duration.ofMillis(1),
            null,
            null);
    return new RecordWriter().write(new Decided(record, true), MASKS);
  }

  private Run run(String verb, String... arguments) {
    return Run.of(
        Stream.concat(Stream.of("log", verb, "--data", data.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void verifyFindsALogAsItWasWritten() {
    Run run = run("verify");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("2 records").contains("as they were written");
  }

  @Test
  void verifyNamesWhatWasAltered() throws IOException {
    Path entries = data.resolve("log/tile/entries/000.p/2");
    byte[] altered = Files.readAllBytes(entries);
    altered[altered.length / 2] ^= 1;
    Files.write(entries, altered);
    Run run = run("verify");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).contains("tile/entries/000");
  }

  @Test
  void anotherKeyVerifiesNothing() throws Exception {
    Run run = run("verify", "--key", SigningKey.generate("writ/test").verifier().text());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void showListsTheNewestFirst() {
    assertThat(run("show").out()).containsSubsequence("user:bob", "user:alice");
    assertThat(run("show", "--subject", "user:alice").out()).contains(alice).doesNotContain(bob);
    assertThat(run("show", bob, "--format", "json").out()).contains("\"id\":\"" + bob + "\"");
  }

  @Test
  void showSaysThatThereIsNoSuchRecord() {
    assertThat(run("show", "no-id").exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @Test
  void aProofHoldsForWhoHasOnlyTheKey() throws Exception {
    OfflineProof proof = OfflineProof.parse(run("prove", alice).out());
    VerifierKey key = VerifierKey.parse(Files.readString(data.resolve("log.key.pub")));
    assertThat(proof.verify(key).size()).isEqualTo(2);
    assertThat(new String(proof.leaf(), StandardCharsets.UTF_8)).contains(alice);
  }

  @Test
  void sqlIsAnsweredAboutTheRecords() {
    Run run =
        run("export", "--format", "csv", "--sql", "SELECT subject_id FROM records ORDER BY time");
    assertThat(run.out().lines()).containsExactly("subject_id", "alice", "bob");
  }

  @Test
  void hostileTextsStayTextsInEveryForm() throws Exception {
    String hostile = "=cmd()|'a'!A1,\"b\"\r\nc\0d";
    String escaped = "=cmd()|'a'!A1,\\\"b\\\"\\r\\nc\\u0000d";
    append(hostile);
    String sql = "SELECT subject_id FROM %s WHERE starts_with(subject_id, '=')";
    assertThat(run("export", "--format", "csv", "--sql", sql.formatted("records")).out())
        .isEqualTo("subject_id\n\"'" + hostile.replace("\"", "\"\"") + "\"\n");
    assertThat(run("export", "--sql", sql.formatted("records")).out())
        .isEqualTo("{\"subject_id\":\"" + escaped + "\"}\n");
    assertThat(run("export").out().lines()).hasSize(3).anyMatch(line -> line.contains(escaped));
    Path parquet = data.resolve("it's an export.parquet");
    assertThat(run("export", "--format", "parquet", "--out", parquet.toString()).exitCode())
        .isZero();
    String table = "read_parquet('" + parquet.toString().replace("'", "''") + "')";
    assertThat(run("export", "--sql", sql.formatted(table)).out()).contains(escaped);
  }

  @Test
  void whereAnExportCannotBeWrittenItSaysSo() {
    Run run = run("export", "--out", data.resolve("no-folder/export.jsonl").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("cannot write");
  }

  @Test
  void parquetIsWritten() throws IOException {
    Path file = data.resolve("export.parquet");
    assertThat(run("export", "--format", "parquet", "--out", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("PAR1");
    assertThat(run("export", "--format", "parquet").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void afterARedactionNoByteOfTheValueIsLeftAndTheLogVerifies() throws IOException {
    assertThat(holdsEmail()).isTrue();
    assertThat(run("redact", "--path", "subject.email", "--by", "privacy").out())
        .contains("deleted 2 values");
    assertThat(holdsEmail()).isFalse();
    assertThat(run("verify").exitCode()).isZero();
    assertThat(run("show").out()).contains("redacted");
  }

  @Test
  void redactionAsksWhatToRedact() {
    assertThat(run("redact", "--by", "privacy").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFolderWithoutALogIsRefused() {
    Run run = Run.of("log", "verify", "--data", data.resolve("log").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).contains("there is no decision log in");
  }

  private boolean holdsEmail() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(EMAIL)) {
          return true;
        }
      }
      return false;
    }
  }
}
