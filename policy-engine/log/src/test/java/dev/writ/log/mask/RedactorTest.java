package dev.writ.log.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Schema;
import dev.writ.log.Samples;
import dev.writ.log.read.Index;
import dev.writ.log.read.LogSearch;
import dev.writ.log.read.SearchKeys;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.RecordDigests;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.Logs;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactorTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

  @TempDir Path data;

  @Test
  void noByteOfARedactedValueStaysAndTheLogVerifies() throws Exception {
    var key = Logs.key("test");
    var settings = Logs.settings(Durability.REQUIRED);
    var index = Index.open(data.resolve("index"), SearchKeys.open(data.resolve("keys")));
    var parts = new LogParts(Logs::gap, index, List.of());
    try (index;
        var log = DecisionLog.open(data.resolve("log"), key, settings, parts)) {
      for (int i = 0; i < 700; i += 50) {
        log.append(entries(i, i + 50)).join();
      }
      log.sign().join();
      assertThat(files()).anyMatch(bytes -> bytes.contains("nickname-123"));
      var redactor = new Redactor(log, new LogSearch(log.reader(), null), "pdp-1", CLOCK);
      var one = new Selection("id-123", null, null, null, null);
      assertThat(redactor.redact(one, "root")).isEqualTo(2);
      assertThat(files()).noneMatch(bytes -> bytes.contains("nickname-123"));
      assertThat(files()).anyMatch(bytes -> bytes.contains("nickname-124"));
      assertThat(redactor.redact(one, "root")).isZero();

      var path = new Selection(null, "user:alice", "subject.nick", null, null);
      assertThat(redactor.redact(path, "root")).isEqualTo(699);
      assertThat(files()).noneMatch(bytes -> bytes.contains("nickname-"));
      assertThat(files()).anyMatch(bytes -> bytes.contains("street-124"));
      log.sign().join();
    }
    var report =
        LogVerifier.verify(data.resolve("log"), key.verifier(), new RecordDigests(), Progress.NONE);
    assertThat(report.isSound()).as(report.toString()).isTrue();
    assertThat(files()).noneMatch(bytes -> bytes.contains("nickname-"));
  }

  private static List<Entry> entries(int from, int to) {
    var program = Samples.program(Schema.NONE);
    var plan = MaskPlan.of(program, MaskSettings.DEFAULTS);
    var writer = new RecordWriter();
    List<Entry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      var request =
          Samples.request(
              Map.of("nick", "nickname-" + i, "street", "street-" + i), Map.of(), Map.of());
      var record = Decided.of(Samples.decision("id-" + i, Samples.NOW, request), program);
      entries.add(writer.write(record, plan));
    }
    return entries;
  }

  /** The bytes of every file under the data folder. */
  private List<String> files() throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return contents;
  }
}
