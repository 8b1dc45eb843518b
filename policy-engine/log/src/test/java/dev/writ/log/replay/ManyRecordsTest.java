package dev.writ.log.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.log.mask.MaskPlan;
import dev.writ.log.mask.MaskSettings;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.Logs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many decisions decided again, and how long it takes: {@code -Dwrit.replay.records=1000000} for a
 * million.
 */
class ManyRecordsTest {
  private static final int RECORDS = Integer.getInteger("writ.replay.records", 20_000);
  private static final int BATCH = 1_000;

  @Test
  void allDecisionsComeOutTheSame(@TempDir Path folder) throws Exception {
    var compiled =
        (Compilation.Compiled)
            new PolicyCompiler().compile(RepositoryReader.read(Path.of("../../policies")), null);
    Engine engine = Engine.link(compiled.program());
    write(folder, engine);
    LogReader log = LogReader.of(folder);
    for (int round = 1; round <= 3; round++) {
      long start = System.nanoTime();
      ReplayReport report = Replay.same(revision -> engine).run(log, 0, RECORDS, 2, done -> {});
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%,d records on 2 threads in %.2f s%n", report.decisions(), seconds);
      assertThat(report.same()).isEqualTo(RECORDS);
    }
  }

  private static void write(Path folder, Engine engine) throws Exception {
    var traffic = new Traffic(7, engine);
    var writer = new RecordWriter();
    var plan = MaskPlan.of(engine.program(), MaskSettings.DEFAULTS);
    var settings = Logs.settings(Durability.BEST_EFFORT);
    long bytes = 0;
    long nanos = 0;
    try (var log = DecisionLog.open(folder, Logs.key("test"), settings, Logs.parts())) {
      for (int i = 0; i < RECORDS; i += BATCH) {
        List<Entry> entries = new ArrayList<>(BATCH);
        for (int j = 0; j < BATCH; j++) {
          var record = traffic.next();
          long start = System.nanoTime();
          Entry entry = writer.write(record, plan);
          nanos += System.nanoTime() - start;
          bytes += entry.leaf().length;
          entries.add(entry);
        }
        log.append(entries).join();
      }
    }
    System.out.printf(
        "%,d bytes a record, written in %,d ns each%n", bytes / RECORDS, nanos / RECORDS);
  }
}
