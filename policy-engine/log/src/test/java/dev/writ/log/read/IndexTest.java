package dev.writ.log.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.program.Schema;
import dev.writ.log.Samples;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
  private static final int ENTRIES = 40_000;

  @TempDir Path folder;

  private static IndexKeys keys(long index) {
    return new IndexKeys(
        Samples.NOW.plusSeconds(index),
        "id-" + index,
        "user:u" + new Random(index).nextInt(500),
        "orders:o" + index % 7_000,
        "read",
        "local",
        index % 3 == 0 ? "deny" : "allow",
        List.of(index == 12_345 ? "rare/rule" : "role:customer"),
        "ab");
  }

  private static List<Long> naive(String kind, String text, long before, int most) {
    List<Long> found = new ArrayList<>();
    for (long i = Math.min(before, ENTRIES) - 1; i >= 0 && found.size() < most; i--) {
      IndexKeys keys = keys(i);
      String key = kind.equals("subject") ? keys.subject() : keys.resource();
      if (text.equals(kind.equals("id") ? keys.id() : key)) {
        found.add(i);
      }
    }
    return found;
  }

  private Index filled(int rotateAt) throws IOException {
    Index index = Index.open(folder, SearchKeys.open(folder.resolve("keys")), 1_000);
    for (long i = index.next(); i < ENTRIES; i++) {
      if (i == rotateAt) {
        index.rotateKey();
      }
      index.add(i, keys(i));
    }
    return index;
  }

  @Test
  void theIndexFindsWhatAScanFinds() throws IOException {
    try (Index index = filled(17_300)) {
      for (String subject : List.of("user:u0", "user:u77", "user:u499", "user:nobody")) {
        for (long before : new long[] {1, 999, 17_301, 39_500, Long.MAX_VALUE}) {
          assertThat(index.find("subject", subject, before, 50))
              .isEqualTo(naive("subject", subject, before, 50));
        }
      }
      assertThat(index.find("resource", "orders:o6999", Long.MAX_VALUE, 99))
          .isEqualTo(naive("resource", "orders:o6999", Long.MAX_VALUE, 99));
      assertThat(index.find("id", "id-31415", Long.MAX_VALUE, 9)).containsExactly(31_415L);
    }
  }

  @Test
  void anIndexThatWasClosedGoesOnWhereItsRunsEnd() throws IOException {
    long known;
    try (Index index = filled(-1)) {
      known = index.next();
    }
    try (Index index = Index.open(folder, SearchKeys.open(folder.resolve("keys")), 1_000)) {
      assertThat(index.next()).isBetween(known - 1_000, known);
      for (long i = index.next(); i < ENTRIES; i++) {
        index.add(i, keys(i));
      }
      assertThat(index.find("subject", "user:u77", Long.MAX_VALUE, 1_000))
          .isEqualTo(naive("subject", "user:u77", Long.MAX_VALUE, 1_000));
    }
  }

  @Test
  void rareRulesAndTimesAreFoundBySummaries() throws IOException {
    try (Index index = filled(-1)) {
      var rare = new Filter(null, null, null, null, null, null, null, null, "rare/rule", null);
      Summary summary = index.lastThatMayHold(rare, Long.MAX_VALUE);
      assertThat(summary.from()).isLessThanOrEqualTo(12_345);
      assertThat(summary.to()).isGreaterThan(12_345);
      assertThat(index.lastThatMayHold(rare, summary.from())).isNull();
      Instant at = Samples.NOW.plusSeconds(20_000);
      var time = new Filter(at, at.plusSeconds(1), null, null, null, null, null, null, null, null);
      summary = index.lastThatMayHold(time, Long.MAX_VALUE);
      assertThat(summary.from()).isLessThanOrEqualTo(20_000);
      assertThat(summary.to()).isGreaterThan(20_000);
    }
  }

  /** {@code -Dwrit.index.entries=5000000} searches among five million. */
  @Test
  void aSearchAmongManyReadsFewBlocks() throws IOException {
    long entries = Long.getLong("writ.index.entries", 100_000);
    try (Index index = Index.open(folder, SearchKeys.open(folder.resolve("keys")))) {
      for (long i = 0; i < entries; i++) {
        index.add(i, keys(i));
      }
      for (String id : List.of("id-1", "id-2345678", "id-4999999", "id-none")) {
        long start = index.reads();
        index.find("id", id, Long.MAX_VALUE, 10);
        System.out.printf("%s among %,d: %d blocks%n", id, entries, index.reads() - start);
        assertThat(index.reads() - start).isLessThan(150);
      }
      long start = index.reads();
      assertThat(index.find("subject", "user:u77", Long.MAX_VALUE, 100)).hasSize(100);
      System.out.printf("a page of a subject: %d blocks%n", index.reads() - start);
      assertThat(index.reads() - start).isLessThan(50);
    }
  }

  /** {@code -Dwrit.index.entries=5000000} asks about five million. */
  @Test
  void filtersWithoutAnIndexOfTheirOwnNarrowASearchToFewSpans() throws IOException {
    long entries = Long.getLong("writ.index.entries", 100_000);
    try (Index index = Index.open(folder, SearchKeys.open(folder.resolve("keys")))) {
      for (long i = 0; i < entries; i++) {
        index.add(i, keys(i));
      }
      Instant at = Samples.NOW.plusSeconds(entries / 2);
      Map<String, Filter> filters = new LinkedHashMap<>();
      filters.put("a rule that decided once", filter(null, null, null, "rare/rule", null));
      filters.put("a rule that decided never", filter(null, null, null, "no/rule", null));
      filters.put("a peer that never asked", filter(null, "nobody", null, null, null));
      filters.put("an action that was never asked for", filter("burn", null, null, null, null));
      filters.put("a revision that never decided", filter(null, null, null, null, "cd"));
      filters.put(
          "an hour",
          new Filter(at, at.plusSeconds(3600), null, null, null, null, null, null, null, null));
      filters.put("a decision that is common", filter(null, null, "deny", null, null));
      long all = (entries + Summary.ENTRIES - 1) / Summary.ENTRIES;
      for (Map.Entry<String, Filter> one : filters.entrySet()) {
        long start = System.nanoTime();
        long spans = index.spans(one.getValue());
        System.out.printf(
            "%s: %d of %d spans, found in %d µs%n",
            one.getKey(), spans, all, (System.nanoTime() - start) / 1000);
        assertThat(spans).isLessThanOrEqualTo(one.getKey().contains("common") ? all + 16 : 4);
      }
    }
  }

  private static Filter filter(
      String action, String peer, String decision, String rule, String revision) {
    return new Filter(null, null, null, null, null, action, peer, decision, rule, revision);
  }

  @Test
  void aSearchInVainEndsAfterABoundAndGoesOnByItsCursor() throws Exception {
    Index index = Index.open(folder.resolve("index"), SearchKeys.open(folder.resolve("k")), 100);
    var parts = new LogParts(Logs::gap, index, List.of());
    var settings = Logs.settings(Durability.REQUIRED);
    try (index;
        var log = DecisionLog.open(folder.resolve("log"), Logs.key("test"), settings, parts)) {
      log.append(decisions(0, 600)).join();
      log.sign().join();
      Instant early = Samples.NOW.plusSeconds(3);
      for (Filter filter :
          List.of(
              new Filter(null, early, null, "user:alice", null, null, null, null, null, null),
              new Filter(null, early, null, null, null, "read", null, null, null, null))) {
        for (Index used : java.util.Arrays.asList(index, null)) {
          var search = new LogSearch(log.reader(), used, 2);
          List<String> found = new ArrayList<>();
          int pages = 1;
          Page page = search.page(filter, null, 10);
          for (; page.next() != null; pages++) {
            found.addAll(ids(page));
            page = search.page(filter, page.next(), 10);
          }
          found.addAll(ids(page));
          assertThat(found).containsExactly("id-2", "id-1", "id-0");
          assertThat(pages).isGreaterThan(1);
        }
      }
    }
  }

  @Test
  void theFirstRecordSinceATimeIsFoundWhateverTheClockDid() throws Exception {
    Index index = Index.open(folder.resolve("index"), SearchKeys.open(folder.resolve("k")), 100);
    var parts = new LogParts(Logs::gap, index, List.of());
    var settings = Logs.settings(Durability.REQUIRED);
    try (index;
        var log = DecisionLog.open(folder.resolve("log"), Logs.key("test"), settings, parts)) {
      log.append(decisions(1_000, 1_300)).join();
      log.append(decisions(0, 600)).join();
      log.sign().join();
      for (Index used : java.util.Arrays.asList(index, null)) {
        var search = new LogSearch(log.reader(), used);
        assertThat(search.firstSince(Samples.NOW)).isZero();
        assertThat(search.firstSince(Samples.NOW.plusSeconds(1_250))).isEqualTo(250);
        assertThat(search.firstSince(Samples.NOW.plusSeconds(9_999))).isEqualTo(900);
      }
    }
  }

  @Test
  void pagesNeitherRepeatNorMissWhatIsAppendedMeanwhile() throws Exception {
    Index index = Index.open(folder.resolve("index"), SearchKeys.open(folder.resolve("k")), 100);
    var parts = new LogParts(Logs::gap, index, List.of());
    var settings = Logs.settings(Durability.REQUIRED);
    Path data = folder.resolve("log");
    try (index;
        var log = DecisionLog.open(data, Logs.key("test"), settings, parts)) {
      log.append(decisions(0, 600)).join();
      log.sign().join();
      var filter = new Filter(null, null, null, "user:alice", null, null, null, null, null, null);
      for (LogSearch search :
          List.of(new LogSearch(LogReader.of(data), index), new LogSearch(log.reader(), null))) {
        Page first = search.page(filter, null, 100);
        assertThat(ids(first)).startsWith("id-" + (log.size() - 1)).hasSize(100);
        long seen = log.size();
        log.append(decisions((int) seen, (int) seen + 10)).join();
        log.sign().join();
        Page second = search.page(filter, first.next(), 5_000);
        assertThat(ids(second)).startsWith("id-" + (seen - 101)).hasSize((int) seen - 100);
        assertThat(second.next()).isNull();
        assertThat(search.byId("id-321").entry().index()).isEqualTo(321);
        assertThat(search.byId("id-none")).isNull();
        assertThatThrownBy(() -> search.page(Filter.ALL, first.next(), 5))
            .isInstanceOf(InvalidCursor.class);
        assertThatThrownBy(() -> search.page(filter, "x", 5)).isInstanceOf(InvalidCursor.class);
      }
    }
  }

  @Test
  void anIndexCatchesUpWithItsLog() throws Exception {
    Path data = folder.resolve("log");
    try (var log =
        DecisionLog.open(
            data, Logs.key("test"), Logs.settings(Durability.REQUIRED), Logs.parts())) {
      log.append(decisions(0, 1_234)).join();
    }
    try (Index index = Index.open(folder.resolve("i"), SearchKeys.open(folder.resolve("k")), 500)) {
      index.catchUp(LogReader.of(data));
      assertThat(index.next()).isEqualTo(1_234);
      assertThat(index.find("id", "id-777", Long.MAX_VALUE, 5)).containsExactly(777L);
    }
  }

  private static List<String> ids(Page page) {
    return page.records().stream().map(found -> found.record().id()).toList();
  }

  private static List<Entry> decisions(int from, int to) {
    var program = Samples.program(Schema.NONE);
    var writer = new RecordWriter();
    List<Entry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      var request = Samples.request(Map.of(), Map.of(), Map.of());
      var record =
          Decided.of(Samples.decision("id-" + i, Samples.NOW.plusSeconds(i), request), program);
      entries.add(writer.write(record, Masks.NONE));
    }
    return entries;
  }
}
