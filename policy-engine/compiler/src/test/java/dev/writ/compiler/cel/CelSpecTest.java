package dev.writ.compiler.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.engine.value.EvalError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The conformance cases of the CEL specification, from text to value. */
class CelSpecTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("writ.shared", "../../../shared")).resolve("conformance/cel-spec");

  private final SpecRun run = new SpecRun();

  @Test
  void everyCaseThatCountsPassesAndTheRestIsRefused() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the CEL conformance cases are not there: " + FOLDER);
    Map<String, String> exceptions = exceptions();
    var failures = new LinkedHashMap<String, String>();
    int passed = 0;
    int refused = 0;
    for (SpecCase spec : cases()) {
      String failure = failure(spec);
      if (failure != null) {
        failures.put(spec.id(), failure);
      } else if (spec.isOutside()) {
        refused++;
      } else {
        passed++;
      }
    }
    System.out.printf(
        "cel-spec: %d cases pass, %d outside the language are refused, %d exceptions%n",
        passed, refused, exceptions.size());
    assertThat(withoutKeys(failures, exceptions.keySet())).as("cases that fail").isEmpty();
    assertThat(withoutKeys(exceptions, failures.keySet()))
        .as("exceptions that pass by now; take them off the list")
        .isEmpty();
  }

  /** Why a case fails, or null. */
  private @Nullable String failure(SpecCase spec) {
    CelResult result = run.compile(spec);
    if (spec.isOutside()) {
      return result instanceof CelResult.Refused ? null : "is not refused";
    }
    return switch (result) {
      case CelResult.Refused refused ->
          spec.expectsError() ? null : "refused: " + refused.problems().getFirst().message();
      case CelResult.Compiled(var compiled) -> failure(spec, compiled);
    };
  }

  private @Nullable String failure(SpecCase spec, CompiledExpression compiled) {
    var deduced = spec.deducedType();
    if (deduced != null && !deduced.equals(compiled.type())) {
      return "has type " + Types.name(compiled.type()) + " instead of " + Types.name(deduced);
    }
    if (spec.isCheckOnly()) {
      return null;
    }
    Object value = run.evaluate(spec, compiled);
    if (spec.expectsError()) {
      return value instanceof EvalError ? null : "comes to " + value + " instead of an error";
    }
    Object expected = SpecValues.value(spec.expected());
    return SpecValues.same(expected, value)
        ? null
        : "comes to " + value + " instead of " + expected;
  }

  private static Map<String, String> withoutKeys(Map<String, String> map, Set<String> keys) {
    var rest = new LinkedHashMap<>(map);
    rest.keySet().removeAll(keys);
    return rest;
  }

  private static List<SpecCase> cases() throws IOException {
    var cases = new ArrayList<SpecCase>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        for (JsonNode json : new ObjectMapper().readTree(file.toFile())) {
          cases.add(new SpecCase(name, json));
        }
      }
    }
    return cases;
  }

  private static Map<String, String> exceptions() {
    try (var in = CelSpecTest.class.getResourceAsStream("/cel-spec/exceptions.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
