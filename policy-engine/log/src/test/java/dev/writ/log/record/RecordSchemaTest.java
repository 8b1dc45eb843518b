package dev.writ.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The published schema of records says what is written: neither less nor more. */
class RecordSchemaTest {
  private static final Path FILE = Path.of("../../docs/schemas/decision-record.schema.json");
  private static final String ID = "https://writ.dev/schemas/decision-record.schema.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text())))
          .getSchema(SchemaLocation.of(ID));

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  private static byte[] leaf(long seed) {
    return new RecordWriter().write(new RandomRecords(seed).next(), Masks.NONE).leaf();
  }

  @Property(tries = 500)
  void theSchemaTakesWhatIsWritten(@ForAll long seed) {
    String leaf = new String(leaf(seed), UTF_8);
    assertThat(SCHEMA.validate(leaf, InputFormat.JSON)).as(leaf).isEmpty();
  }

  @Property(tries = 300)
  void theSchemaRefusesMembersThatAreUnknownOrMissing(@ForAll long seed) throws IOException {
    ObjectNode record = (ObjectNode) JSON.readTree(leaf(seed));
    ObjectNode more = record.deepCopy().put("strange", 1);
    assertThat(SCHEMA.validate(more.toString(), InputFormat.JSON)).isNotEmpty();
    for (String always : Set.of("id", "instance", "time", "type", "v")) {
      ObjectNode less = record.deepCopy();
      less.remove(always);
      assertThat(SCHEMA.validate(less.toString(), InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void everyMemberOfTheSchemaIsWrittenAndTheRequiredOnesAlways() throws IOException {
    Map<String, Set<String>> ever = new HashMap<>();
    Map<String, Set<String>> always = new HashMap<>();
    for (long seed = 0; seed < 3_000; seed++) {
      collect(JSON.readTree(leaf(seed)), ever, always);
    }
    JsonNode kinds = JSON.readTree(text()).get("$defs");
    assertThat(JSON.readTree(text()).get("oneOf")).hasSameSizeAs(ever.keySet());
    ever.forEach(
        (type, names) -> {
          JsonNode kind = kinds.get(type);
          Set<String> properties = new TreeSet<>();
          kind.get("properties").fieldNames().forEachRemaining(properties::add);
          assertThat(properties).as(type).isEqualTo(names);
          Set<String> required = new TreeSet<>();
          kind.get("required").forEach(name -> required.add(name.textValue()));
          assertThat(always.get(type)).as(type).containsAll(required);
        });
  }

  private static void collect(
      JsonNode record, Map<String, Set<String>> ever, Map<String, Set<String>> always) {
    Set<String> names = new TreeSet<>();
    record.fieldNames().forEachRemaining(names::add);
    String type = record.get("type").textValue();
    ever.computeIfAbsent(type, none -> new TreeSet<>()).addAll(names);
    always.computeIfAbsent(type, none -> new TreeSet<>(names)).retainAll(names);
  }
}
