package dev.writ.log.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.mask.MaskPlan;
import dev.writ.log.mask.MaskSettings;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Target;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.record.StoredEntities;
import dev.writ.log.replay.Change.Kind;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {
  private static final Path POLICIES = Path.of("../../policies");
  private static final PolicyCompiler COMPILER = new PolicyCompiler();
  private static final int DECISIONS = 20_000;

  @TempDir static Path folder;

  private static Engine engine;
  private static List<Decided> logged;
  private static LogReader log;

  /**
   * A change of the example policies.
   *
   * @param rules that may be reported; the first must be
   */
  record Planted(String file, String text, String instead, Kind kind, String... rules) {
    @Override
    public String toString() {
      return rules[0] + ": `" + text.lines().findFirst().orElse("") + "`";
    }
  }

  static List<Planted> planted() {
    return List.of(
        new Planted(
            "orders",
            "> 5000",
            "> 50",
            Kind.ALLOW_TO_DENY,
            "orders/large-orders-need-a-second-factor"),
        new Planted("orders", "720h", "24h", Kind.ALLOW_TO_DENY, "orders/owner-returns"),
        new Planted(
            "orders",
            "gone: [shipped, delivered]",
            "gone: [delivered]",
            Kind.DENY_TO_ALLOW,
            "orders/gone-is-gone"),
        new Planted(
            "orders",
            "actions: [read]\n    roles: [customer]",
            "actions: [read]\n    roles: [admin]",
            Kind.ALLOW_TO_DENY,
            "orders/owner-access"),
        new Planted("payments", "> 1000", "> 10", Kind.ALLOW_TO_DENY, "payments/owner-may-refund"),
        new Planted(
            "payments", "[KP, XX]", "[KP]", Kind.DENY_TO_ALLOW, "payments/sanctioned-countries"),
        new Planted(
            "payments",
            "actions: [refund, settle]\n    during",
            "actions: [settle]\n    during",
            Kind.DENY_TO_ALLOW,
            "payments/month-end-freeze"),
        new Planted(
            "payments",
            "unless: '\"admin\" in",
            "unless: '\"support\" in",
            Kind.ALLOW_TO_DENY,
            "payments/outside-business-hours"),
        new Planted("payments", "10000", "5000", Kind.OUTPUT, "payments/ledger-settles"),
        new Planted(
            "payments",
            "unless: byLedger",
            "when: resource.amount > 1000",
            Kind.DENY_TO_ALLOW,
            "payments/nobody-else-settles"),
        new Planted(
            "accounts",
            "[update, delete]",
            "[delete]",
            Kind.DENY_TO_ALLOW,
            "accounts/changes-need-a-second-factor"),
        new Planted(
            "tickets",
            "[read, comment]",
            "[read]",
            Kind.ALLOW_TO_DENY,
            "tickets/requester-follows"),
        new Planted(
            "tickets",
            "[support, admin, auditor]",
            "[admin, auditor]",
            Kind.ALLOW_TO_DENY,
            "tickets/internal-stays-inside"),
        new Planted(
            "tickets",
            "== \"closed\"",
            "== \"resolved\"",
            Kind.DENY_TO_ALLOW,
            "tickets/closed-stays-closed"),
        new Planted(
            "tickets",
            "open a new one",
            "open another",
            Kind.GROUNDS,
            "tickets/closed-stays-closed"),
        new Planted(
            "ledger",
            "actions: [write]\n    unless",
            "actions: [read]\n    unless",
            Kind.DENY_TO_ALLOW,
            "ledger/nobody-else-writes"),
        new Planted(
            "roles",
            "      - tickets:create\n",
            "",
            Kind.ALLOW_TO_DENY,
            "role:customer",
            "role:support"),
        new Planted("roles", "users:read, ", "", Kind.ALLOW_TO_DENY, "role:support"),
        new Planted(
            "roles",
            "      - user:erin\n",
            "",
            Kind.ALLOW_TO_DENY,
            "role:auditor",
            "records/department-reads",
            "role:support",
            "role:customer",
            "orders/owner-access",
            "tickets/requester-follows",
            "tickets/internal-stays-inside"),
        new Planted(
            "archive",
            "status: active",
            "status: archived",
            Kind.ALLOW_TO_DENY,
            "records/archived-is-final"));
  }

  @BeforeAll
  static void log() throws Exception {
    engine = compiled(POLICIES);
    var traffic = new Traffic(42, engine);
    logged = Stream.generate(traffic::next).limit(DECISIONS).toList();
    log =
        written(
            folder.resolve("log"), MaskPlan.of(engine.program(), MaskSettings.DEFAULTS), logged);
  }

  private static Engine compiled(Path repository) {
    Compilation compilation = COMPILER.compile(RepositoryReader.read(repository), null);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return Engine.link(((Compilation.Compiled) compilation).program());
  }

  private static LogReader written(Path folder, MaskPlan plan, List<? extends LogRecord> records)
      throws Exception {
    var writer = new RecordWriter();
    var settings = Logs.settings(Durability.BEST_EFFORT);
    try (var open = DecisionLog.open(folder, Logs.key("test"), settings, Logs.parts())) {
      for (int i = 0; i < records.size(); i += 500) {
        List<Entry> entries = new ArrayList<>();
        for (LogRecord record : records.subList(i, Math.min(i + 500, records.size()))) {
          entries.add(writer.write(record, plan));
        }
        open.append(entries).join();
      }
    }
    return LogReader.of(folder);
  }

  private static @Nullable Engine ofRevision(Revision revision) {
    return revision.equals(engine.program().revision()) ? engine : null;
  }

  @Test
  void theSameRevisionDecidesTheSame() throws Exception {
    ReplayReport report = Replay.same(ReplayTest::ofRevision).run(log);
    assertThat(report.decisions()).isEqualTo(DECISIONS);
    assertThat(report.same()).isEqualTo(DECISIONS);
    assertThat(report.groups()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planted")
  void aPlantedChangeIsReportedAndNothingElse(Planted planted, @TempDir Path copy)
      throws Exception {
    Engine changed = changed(copy, planted);
    ReplayReport report = Replay.against(changed, ReplayTest::ofRevision).run(log);
    assertThat(report.groups()).isNotEmpty();
    assertThat(report.groups())
        .extracting(group -> group.change().rule())
        .isSubsetOf(planted.rules());
    assertThat(report.groups())
        .extracting(Group::change)
        .contains(new Change(planted.rules()[0], planted.kind()));
    assertThat(report.answersChanged() + report.detailsChanged()).isEqualTo(differing(changed));
    assertThat(report.undecidable()).isZero();
  }

  /** How many decisions differ, found without the log. */
  private static long differing(Engine changed) {
    return logged.stream()
        .map(Decided::decision)
        .filter(
            record -> {
              Decision now = changed.decide(StoredEntities.with(record.request(), null));
              return !now.equals(record.decision());
            })
        .count();
  }

  private static Engine changed(Path copy, Planted... changes) throws IOException {
    try (Stream<Path> files = Files.list(POLICIES)) {
      files.forEach(file -> copy(file, copy.resolve(file.getFileName().toString())));
    }
    for (Planted planted : changes) {
      Path file = copy.resolve(planted.file() + ".yaml");
      String text = Files.readString(file);
      assertThat(text).contains(planted.text());
      Files.writeString(file, text.replace(planted.text(), planted.instead()));
    }
    return compiled(copy);
  }

  private static void copy(Path file, Path to) {
    try {
      Files.copy(file, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void whatWasDeletedIsCountedApartAndNeverGuessed(@TempDir Path copy) throws Exception {
    var settings =
        new MaskSettings(List.of("resource.amount", "subject.roles"), List.of(), List.of());
    var writer = new RecordWriter();
    MaskPlan plan = MaskPlan.of(engine.program(), settings);
    List<Entry> bare =
        logged.stream()
            .map(record -> writer.write(record, plan))
            .map(entry -> new Entry(entry.leaf(), List.of(), entry.keys()))
            .toList();
    LogReader redacted = appended(copy, bare);
    ReplayReport report = Replay.same(ReplayTest::ofRevision).run(redacted);
    assertThat(report.groups()).isEmpty();
    assertThat(report.undecidable()).isPositive();
    assertThat(report.same()).isPositive();
    assertThat(report.same() + report.undecidable()).isEqualTo(DECISIONS);
    assertThat(report.undecidableExamples().getFirst().after().verdict()).isEqualTo("undecidable");
  }

  private static LogReader appended(Path folder, List<Entry> entries) throws Exception {
    var settings = Logs.settings(Durability.BEST_EFFORT);
    try (var open = DecisionLog.open(folder, Logs.key("test"), settings, Logs.parts())) {
      for (int i = 0; i < entries.size(); i += 500) {
        open.append(entries.subList(i, Math.min(i + 500, entries.size()))).join();
      }
    }
    return LogReader.of(folder);
  }

  @Test
  void searchesAreAskedAgainForEachCandidate(@TempDir Path copy) throws Exception {
    var template =
        AccessRequest.of(
            new Subject("user", "erin"),
            new Action("read"),
            new Resource("orders", "?"),
            Map.of(),
            Instant.parse("2026-03-04T10:00:00Z"));
    var search =
        new Searched(
            "s-1",
            template.now(),
            "pdp-1",
            Target.RESOURCE,
            template,
            false,
            List.of("order-1001", "order-1002"),
            List.of("order-1001", "order-1002"),
            engine.program().revision(),
            Duration.ZERO,
            null,
            null);
    MaskPlan plan = MaskPlan.of(engine.program(), MaskSettings.DEFAULTS);
    LogReader searches =
        written(copy.resolve("log"), plan, List.of(search.completedBy(engine.program())));
    assertThat(Replay.same(ReplayTest::ofRevision).run(searches).same()).isEqualTo(2);
    Path policies = Files.createDirectory(copy.resolve("policies"));
    Engine changed = changed(policies, planted().get(18));
    ReplayReport report = Replay.against(changed, ReplayTest::ofRevision).run(searches);
    assertThat(report.answersChanged()).isEqualTo(2);
  }

  @Test
  void whatNoPoliciesDecidedIsCountedApartAndNeverChanged(@TempDir Path copy) throws Exception {
    Decided allowed =
        logged.stream()
            .filter(one -> one.decision().decision().allowed())
            .findFirst()
            .orElseThrow();
    var denied = new Decision(Verdict.DENY, List.of(), "no", Map.of(), List.of(), List.of());
    DecisionRecord then = allowed.decision();
    var decided =
        new DecisionRecord(
            "d-1",
            then.time(),
            then.instance(),
            then.kind(),
            then.request(),
            denied,
            LogRecord.NO_POLICIES,
            Duration.ZERO,
            null,
            null);
    var searched =
        new Searched(
            "s-1",
            then.time(),
            then.instance(),
            Target.ACTION,
            then.request(),
            false,
            List.of("read", "update"),
            List.of(),
            LogRecord.NO_POLICIES,
            Duration.ZERO,
            null,
            null);
    MaskPlan plan = MaskPlan.of(engine.program(), MaskSettings.DEFAULTS);
    List<LogRecord> records = List.of(new Decided(decided, allowed.ofPolicies()), searched);
    LogReader noPolicies = written(copy, plan, records);
    for (Replay replay :
        List.of(
            Replay.same(ReplayTest::ofRevision), Replay.against(engine, ReplayTest::ofRevision))) {
      ReplayReport report = replay.run(noPolicies);
      assertThat(report.groups()).isEmpty();
      assertThat(report.undecidable() + report.withoutPolicies() + report.same()).isZero();
      assertThat(report.notByPolicies()).isEqualTo(3);
      assertThat(report.text()).contains("3 decisions: ", ", 3 not decided by policies");
      assertThat(report.json()).contains("\"notByPolicies\" : 3");
    }
  }

  @Test
  void aReportIsTextJsonAndMarkdown(@TempDir Path copy) throws Exception {
    Engine changed = changed(copy, planted().toArray(Planted[]::new));
    ReplayReport report = Replay.against(changed, ReplayTest::ofRevision).run(log);
    assertThat(report.text()).contains("deny → allow  orders/gone-is-gone", "20,000 decisions: ");
    assertThat(report.markdown())
        .startsWith("### Replay of logged decisions\n")
        .contains("| allow → deny | `orders/owner-access` | ");
    assertThat(report.json()).contains("\"kind\" : \"deny-to-allow\"", "\"undecidable\" : 0");
    var rules = new TreeSet<String>();
    report.groups().forEach(group -> rules.add(group.change().rule()));
    assertThat(rules).contains(Arrays.stream(planted().get(0).rules()).toArray(String[]::new));
  }

  @Test
  void recordsThatCannotBeReadAreCounted(@TempDir Path copy) throws Exception {
    Entry strange = new Entry("{\"v\":9}".getBytes(UTF_8), List.of(), logEntry().keys());
    Function<Revision, @Nullable Engine> none = revision -> null;
    ReplayReport report = Replay.same(none).run(appended(copy, List.of(strange, logEntry())));
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.withoutPolicies()).isEqualTo(1);
  }

  private static Entry logEntry() {
    return new RecordWriter()
        .write(logged.getFirst(), MaskPlan.of(engine.program(), MaskSettings.DEFAULTS));
  }
}
