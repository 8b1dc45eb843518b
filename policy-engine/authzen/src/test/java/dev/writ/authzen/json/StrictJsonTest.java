package dev.writ.authzen.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void numbersAreDoublesAndNullStaysNull() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", 1.0);
    expected.put("b", Arrays.asList(true, null, -25.0));
    expected.put("c", Map.of("d", "x"));
    expected.put("e", null);
    assertThat(read("{\"a\": 1, \"b\": [true, null, -2.5e1], \"c\": {\"d\": \"x\"}, \"e\": null}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1, \"a\": 2}|the member `a` appears twice",
        "{\"a\": null, \"a\": 2}|the member `a` appears twice",
        "{\"x\": {\"a\": 1, \"\\u0061\": 2}}|the member `a` appears twice",
        "{} {}|goes on after its JSON object",
        "{}]|not valid JSON",
        "{\"a\": 1|not valid JSON",
        "{\"a\": NaN}|not valid JSON",
        "{\"a\": 01}|not valid JSON",
        "{\"a\": 1,}|not valid JSON",
        "{'a': 1}|not valid JSON",
        "{/* a */}|not valid JSON",
        "[]|not a JSON object",
        "\"text\"|not a JSON object",
        "{\"a\": 9007199254740992}|beyond 2^53-1",
        "{\"a\": -9007199254740992}|beyond 2^53-1",
        "{\"a\": 123456789012345678901234567890}|beyond 2^53-1",
        "{\"a\": 1e400}|beyond the range of a double",
        "{\"a\": \"\\ud800\"}|half of a surrogate pair",
        "{\"a\": \"\\udc00\\ud800\"}|half of a surrogate pair",
        "{\"\\ud800\": 1}|not valid JSON"
      })
  void whatIsAmbiguousIsRefused(String body, String problem) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void anEmptyBodyIsRefused(String body) {
    assertThatThrownBy(() -> read(body)).hasMessageContaining("the body is empty");
  }

  @Test
  void theLargestIntegersAreTaken() {
    assertThat(read("{\"a\": 9007199254740991, \"b\": -9007199254740991}"))
        .isEqualTo(Map.of("a", 9007199254740991.0, "b", -9007199254740991.0));
  }

  @Test
  void pairsOfSurrogatesAreTaken() {
    assertThat(read("{\"a\": \"\\ud83d\\ude00\"}")).isEqualTo(Map.of("a", "😀"));
  }

  @Test
  void sixtyFourLevelsAreTakenAndNoMore() {
    assertThat(read(nested(64))).containsKey("a");
    assertThatThrownBy(() -> read(nested(65))).hasMessageContaining("deeper than 64 levels");
    assertThatThrownBy(() -> read(nested(100_000))).hasMessageContaining("deeper than 64 levels");
  }

  @Test
  void otherEncodingsAreRefused() {
    assertRefused("{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE));
    assertRefused("{\"a\": 1}".getBytes(StandardCharsets.UTF_16));
    assertRefused("\uFEFF{}".getBytes(StandardCharsets.UTF_8));
    assertRefused(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
    assertRefused(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
  }

  @Test
  void anErrorNamesItsPlace() {
    assertThatThrownBy(() -> read("{\n  \"a\": nope\n}")).hasMessageContaining("(line 2, column ");
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("objects") Map<String, Object> object) {
    assertThat(StrictJson.readObject(JsonWriter.bytes(out -> JsonWriter.value(out, object))))
        .isEqualTo(object);
  }

  @Property
  void noBytesBreakTheReader(@ForAll byte[] body) {
    try {
      assertThat(StrictJson.readObject(body)).isNotNull();
    } catch (InvalidRequest refused) {
      assertThat(refused.reason()).doesNotContain("com.", "java", "Exception");
    }
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return Arbitraries.maps(names(), values(3)).ofMaxSize(4);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange(' ', '\u024F').ofMaxLength(8);
  }

  private static Arbitrary<Object> values(int depth) {
    var leaves =
        new ArrayList<Arbitrary<Object>>(
            List.of(
                names().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.doubles().asGeneric()));
    if (depth > 0) {
      leaves.add(values(depth - 1).list().ofMaxSize(3).asGeneric());
      leaves.add(Arbitraries.maps(names(), values(depth - 1)).ofMaxSize(3).asGeneric());
    }
    return Arbitraries.oneOf(leaves);
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  private static void assertRefused(byte[] body) {
    assertThatThrownBy(() -> StrictJson.readObject(body)).isInstanceOf(InvalidRequest.class);
  }

  private static Map<String, Object> read(String body) {
    return StrictJson.readObject(body.getBytes(StandardCharsets.UTF_8));
  }
}
