package dev.writ.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.RepositorySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored entities agree with the schema when they are compiled, as requests do when they come. */
class EntityConformanceTest {

  private static List<String> errors(String type, String value) {
    Map<String, byte[]> files =
        Map.of(
            "writ.yaml", bytes("language: 1\nname: x\n"),
            "schema.yaml", bytes("schema: s\nresources: { doc: { \"p?\": " + type + " } }\n"),
            "docs.yaml", bytes("entities: e\nresources: { doc: { d1: { p: " + value + " } } }\n"));
    return new PolicyCompiler()
        .compile(RepositorySnapshot.of(files), null).problems().stream()
            .map(Problem::message)
            .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "any | [1, {a: b}]",
        "string | text",
        "string | null",
        "bool | true",
        "int | 3",
        "int | 3.0",
        "double | 3",
        "timestamp | 2026-03-04T10:00:00Z",
        "timestamp | 2026-03-04T10:00:00.5+01:00",
        "duration | 1h30m",
        "list(string) | [a, b]",
        "map(int) | { a: 1, b: null }",
        "{ a: string, 'b?': int } | { a: x }"
      })
  void whatTheSchemaTakesIsNoError(String type, String value) {
    assertThat(errors(type, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | 3 | `p` must be a `string` by the schema",
        "bool | yes | `p` must be a `bool` by the schema",
        "int | 3.5 | `p` must be an `int` without a fraction by the schema",
        "int | 1e300 | `p` must be an `int` without a fraction by the schema",
        "double | x | `p` must be a `double` by the schema",
        "timestamp | 2026-03-04 | `p` must be a `timestamp` such as `2026-03-04T10:00:00Z` by the schema",
        "duration | soon | `p` must be a `duration` such as `1h30m` by the schema",
        "list(string) | a | `p` must be a `list(string)` by the schema",
        "list(string) | [a, null] | `p[]` must be a `string` by the schema",
        "map(int) | { a: x } | `p.a` must be an `int` without a fraction by the schema",
        "{ a: string } | { b: x } | `b` is not declared, so no policy can see it",
        "{ a: string } | {} | `p` has no `a`, which the schema requires"
      })
  void whatTheSchemaRefusesIsNamed(String type, String value, String message) {
    assertThat(errors(type, value)).contains(message);
  }
}
