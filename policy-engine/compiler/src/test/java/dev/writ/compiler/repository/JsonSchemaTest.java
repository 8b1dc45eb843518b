package dev.writ.compiler.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schemas accept what the parser accepts, and refuse what they can express. */
class JsonSchemaTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** The decision log's, which tests it. */
  private static final String RECORD = "decision-record.schema.json";

  private static final Path SCHEMAS = Path.of("../../docs/schemas");
  private static final String VALID = "every-key-of-the-language-is-understood";
  private static final String BASE = "https://writ.dev/schemas/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Problems of a file's structure, which a schema can express. */
  private static final Set<String> STRUCTURAL =
      Set.of(
          "unknown-key",
          "missing-key",
          "wrong-type",
          "empty-list",
          "empty-map",
          "empty-text",
          "unknown-kind",
          "several-kinds",
          "conflicting-keys",
          "invalid-name",
          "invalid-pattern",
          "expression-too-long",
          "unsupported-language");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas()));

  static List<PolicyFile> files() throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      folders.sorted().forEach(folder -> files.addAll(RepositoryReader.read(folder).files()));
    }
    return files;
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("files")
  void aSchemaAgreesWithTheParser(PolicyFile file) {
    assertAgreement(file);
  }

  /** JSON is YAML, so a valid document with one node changed is again a file for both. */
  @Property(tries = 3000)
  void aSchemaAgreesOnValidFilesWithOneNodeChanged(
      @ForAll("validFiles") PolicyFile file,
      @ForAll @IntRange(max = 300) int place,
      @ForAll("replacements") String replacement)
      throws IOException {
    SourceFile source = FileParser.parse(file).source();
    JsonNode document = json(YamlReader.read(source, 64, new Problems()));
    List<Runnable> changes = new ArrayList<>();
    collectChanges(document, JSON.readTree(replacement), changes);
    changes.get(place % changes.size()).run();
    String text = document.toString();
    assertAgreement(new PolicyFile(file.path(), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Provide
  Arbitrary<PolicyFile> validFiles() {
    return Arbitraries.of(RepositoryReader.read(GOLDEN.resolve(VALID)).files());
  }

  @Provide
  Arbitrary<String> replacements() {
    return Arbitraries.of(
        "\"\"",
        "\"x\"",
        "\" \"",
        "\"a/b\"",
        "\"a:b\"",
        "\"*\"",
        "\"a*\"",
        "\":\"",
        "\"a::b\"",
        "\"1 2\"",
        "\"ä\"",
        "\"in\"",
        "\"a\\nb\"",
        "\"string\"",
        "\"list(int)\"",
        "\"09:00\"",
        "5",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[\"x\"]",
        "[5]",
        "[[]]",
        "{\"x\": \"y\"}",
        "{\"when\": \"x\"}",
        "{\"sensitive\": true}",
        "{\"type\": \"a\", \"id\": \"b\"}",
        "{\"name\": \"x\"}");
  }

  /** Every way to replace a node by another, to drop it, or to rename its key. */
  private static void collectChanges(JsonNode node, JsonNode with, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        changes.add(() -> object.set(field.getKey(), with));
        changes.add(() -> object.remove(field.getKey()));
        changes.add(
            () ->
                object.set(
                    with.isTextual() ? with.asText() : "zzz", object.remove(field.getKey())));
        collectChanges(field.getValue(), with, changes);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        changes.add(() -> array.set(index, with));
        changes.add(() -> array.remove(index));
        collectChanges(array.get(i), with, changes);
      }
    }
  }

  private static void assertAgreement(PolicyFile file) {
    ParsedFile parsed = FileParser.parse(file);
    YamlNode root = YamlReader.read(parsed.source(), 64, new Problems());
    List<Problem> errors =
        parsed.problems().stream().filter(p -> Problems.hasErrors(List.of(p))).toList();
    if (root == null || errors.stream().anyMatch(p -> p.code().startsWith("yaml-"))) {
      return;
    }
    List<Error> refused = schemaOf(file.path()).validate(json(root));
    if (errors.isEmpty()) {
      assertThat(refused).as(parsed.source().text()).isEmpty();
    } else if (errors.stream().anyMatch(problem -> STRUCTURAL.contains(problem.code()))) {
      assertThat(refused).as(parsed.source().text()).isNotEmpty();
    }
  }

  @Test
  void everySchemaIsReachedFromADocument() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "common.schema.json",
              RECORD,
              "definitions.schema.json",
              "document.schema.json",
              "entities.schema.json",
              "policy.schema.json",
              "repository.schema.json",
              "roles.schema.json",
              "schema.schema.json",
              "tests.schema.json",
              "windows.schema.json");
    }
  }

  @Test
  void aSchemaSaysWhereItIsPublished() {
    schemas().forEach((id, text) -> assertThat(text).contains("\"$id\": \"" + id + "\""));
  }

  @Test
  void everyKeyThatASchemaKnowsIsKnownToTheParser() throws IOException {
    Set<String> used = new TreeSet<>();
    for (PolicyFile file : RepositoryReader.read(GOLDEN.resolve(VALID)).files()) {
      SourceFile source = FileParser.parse(file).source();
      addKeys(json(YamlReader.read(source, 64, new Problems())), used);
    }
    for (String schema : schemas().values()) {
      assertThat(used).containsAll(propertyNames(JSON.readTree(schema)));
    }
  }

  private static Schema schemaOf(String path) {
    String name = path.equals("writ.yaml") ? "repository" : "document";
    return REGISTRY.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
  }

  private static Map<String, String> schemas() {
    Map<String, String> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.filter(file -> !file.endsWith(RECORD)).toList()) {
        schemas.put(BASE + file.getFileName(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return schemas;
  }

  private static void addKeys(JsonNode node, Set<String> keys) {
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(child -> addKeys(child, keys));
  }

  private static Set<String> propertyNames(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.findValues("properties").stream()
        .filter(JsonNode::isObject)
        .forEach(properties -> properties.fieldNames().forEachRemaining(names::add));
    return names;
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory factory = JSON.getNodeFactory();
    return switch (node) {
      case YamlNode.Scalar scalar -> json(scalar, factory);
      case YamlNode.Sequence list -> {
        ArrayNode array = factory.arrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Mapping map -> {
        ObjectNode object = factory.objectNode();
        map.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
        yield object;
      }
      case YamlNode.Faulty faulty -> factory.nullNode();
    };
  }

  private static JsonNode json(YamlNode.Scalar scalar, JsonNodeFactory factory) {
    return switch (scalar.type()) {
      case TEXT -> factory.textNode(scalar.text());
      case BOOLEAN -> factory.booleanNode(Boolean.parseBoolean(scalar.text()));
      case NULL -> factory.nullNode();
      case INTEGER -> factory.numberNode(integer(scalar.text()));
      case FLOAT -> factory.numberNode(1.5);
    };
  }

  private static long integer(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 7;
  }
}
