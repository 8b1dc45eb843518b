package dev.writ.compiler.parser;

import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.Effect;
import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.document.TestCase.Peer;
import dev.writ.compiler.document.TestCase.PeerKind;
import dev.writ.compiler.document.TestCase.TestAction;
import dev.writ.compiler.document.TestCase.TestEntity;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code tests}. */
final class TestsParser {

  private static final List<String> KEYS =
      List.of("tests", "description", "at", "subjects", "resources", "cases");

  private static final List<String> CASE_KEYS =
      List.of(
          "case",
          "description",
          "subject",
          "subjects",
          "action",
          "actions",
          "resource",
          "resources",
          "context",
          "service",
          "token",
          "peer",
          "at",
          "expect",
          "by",
          "reason",
          "output",
          "errors");

  private static final List<String> PEER_KEYS = List.of("id", "kind");
  private static final List<String> PEER_KINDS =
      List.of("mtls", "token", "signature", "local", "none");
  private static final List<String> EFFECTS = List.of("allow", "deny");

  private final Readers readers;
  private final Report report;

  TestsParser(Readers readers) {
    this.readers = readers;
    this.report = readers.report();
  }

  @Nullable TestsDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a document of tests", KEYS, readers);
    Located<String> name = reader.name("tests");
    Located<String> description = reader.text("description");
    Located<Instant> at = reader.read("at", readers.times()::timestamp);
    TestEntities subjects = TestEntities.read(reader, "subjects", "subject", readers);
    TestEntities resources = TestEntities.read(reader, "resources", "resource", readers);
    reader.required("cases");
    List<TestCase> cases = reader.list("cases", node -> testCase(node, subjects, resources));
    report.duplicateNames(cases, "a case named", TestCase::name);
    return name == null ? null : new TestsDocument(reader.location(), name, description, at, cases);
  }

  private @Nullable TestCase testCase(
      YamlNode node, TestEntities subjects, TestEntities resources) {
    MapReader reader = MapReader.of(node, "a case", CASE_KEYS, readers);
    if (reader == null) {
      return null;
    }
    Located<String> name = reader.readRequired("case", readers.values()::line);
    Located<Effect> expect = reader.readRequired("expect", this::effect);
    List<TestEntity> bySubject = oneOrMore(reader, "subject", subjects::entity);
    List<TestAction> byAction = oneOrMore(reader, "action", this::action);
    List<TestEntity> byResource = oneOrMore(reader, "resource", resources::entity);
    Located<String> named = name == null ? new Located<>("", reader.location()) : name;
    Located<Effect> expected =
        expect == null ? new Located<>(Effect.DENY, reader.location()) : expect;
    TestCase result = testCase(reader, named, bySubject, byAction, byResource, expected);
    boolean requested = !bySubject.isEmpty() && !byAction.isEmpty() && !byResource.isEmpty();
    return name == null || expect == null || !requested ? null : result;
  }

  private TestCase testCase(
      MapReader reader,
      Located<String> name,
      List<TestEntity> subjects,
      List<TestAction> actions,
      List<TestEntity> resources,
      Located<Effect> expect) {
    return new TestCase(
        reader.location(),
        name,
        reader.text("description"),
        subjects,
        actions,
        resources,
        reader.read("context", readers.data()::fields),
        reader.read("service", readers.values()::line),
        reader.read("token", readers.data()::fields),
        reader.read("peer", this::peer),
        reader.read("at", readers.times()::timestamp),
        expect,
        reader.read("by", this::rules),
        reader.text("reason"),
        reader.read("output", readers.data()::fields),
        reader.flag("errors"));
  }

  /** What a case states under a key, or as a list under the key's plural. */
  private <T> List<T> oneOrMore(
      MapReader reader, String key, Function<YamlNode, @Nullable T> element) {
    String plural = key + "s";
    if (reader.has(key) && reader.has(plural)) {
      String message = "a case has either `%s` or `%s`".formatted(key, plural);
      report.error("conflicting-keys", reader.location(), message);
    } else if (!reader.has(key) && !reader.has(plural)) {
      String message = "a case needs `%s` or `%s`".formatted(key, plural);
      report.error("missing-key", reader.location(), message);
    }
    YamlNode one = reader.node(key);
    T single = one == null ? null : element.apply(one);
    return single == null ? reader.list(plural, element) : List.of(single);
  }

  private @Nullable TestAction action(YamlNode node) {
    if (!(node instanceof Mapping map)) {
      Located<String> name = readers.values().line(node, "an action");
      Data.Fields none = new Data.Fields(List.of(), node.location());
      return name == null ? null : new TestAction(node.location(), name, none);
    }
    MapReader reader = MapReader.open(map, "an action", readers);
    Located<String> name = reader.readRequired("name", readers.values()::line);
    Data.Fields properties = readers.data().fieldsExcept(map, List.of("name"));
    return name == null ? null : new TestAction(map.location(), name, properties);
  }

  private @Nullable Located<Effect> effect(YamlNode node, String what) {
    Located<String> word = readers.values().word(node, what, EFFECTS);
    return word == null ? null : new Located<>(enumOf(Effect.class, word), word.location());
  }

  private @Nullable Peer peer(YamlNode node, String what) {
    MapReader reader = MapReader.of(node, what, PEER_KEYS, readers);
    if (reader == null) {
      return null;
    }
    Located<String> kind =
        reader.readRequired("kind", (n, w) -> readers.values().word(n, w, PEER_KINDS));
    Located<String> id = reader.read("id", readers.values()::line);
    if (kind == null) {
      return null;
    }
    if (!kind.value().equals("none")) {
      reader.required("id");
    }
    Located<PeerKind> peerKind = new Located<>(enumOf(PeerKind.class, kind), kind.location());
    return new Peer(reader.location(), id, peerKind);
  }

  private List<Located<String>> rules(YamlNode node, String what) {
    String each = "an element of " + what;
    return readers.values().listOrEmpty(node, what, item -> readers.values().line(item, each));
  }

  private static <E extends Enum<E>> E enumOf(Class<E> type, Located<String> word) {
    return Enum.valueOf(type, word.value().toUpperCase(Locale.ROOT));
  }
}
