package dev.writ.cli.doctor.own;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.yaml.ScalarType;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import dev.writ.compiler.yaml.YamlNode.Sequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the one expectation of a check. */
final class ExpectationReader {
  static final List<String> KEYS =
      List.of("present", "equals", "contains", "lacks", "only", "at-least", "at-most");

  private final Problems problems;

  ExpectationReader(Problems problems) {
    this.problems = problems;
  }

  /** The expectation, or null, which is reported. */
  @Nullable Expectation read(Mapping check) {
    List<Entry> found =
        check.entries().stream().filter(entry -> KEYS.contains(entry.key().text())).toList();
    if (found.size() != 1) {
      problems.add(
          Problem.error(
              "missing-key",
              check.location(),
              "a check needs exactly one of `" + String.join("`, `", KEYS) + "`"));
      return null;
    }
    return read(found.getFirst());
  }

  private @Nullable Expectation read(Entry entry) {
    String key = entry.key().text();
    YamlNode value = entry.value();
    Expectation expectation =
        key.equals("only") ? only(value) : value instanceof Scalar s ? ofScalar(key, s) : null;
    if (expectation == null) {
      problems.add(
          Problem.error("wrong-type", value.location(), "`" + key + "` must be " + wanted(key)));
    }
    return expectation;
  }

  private static @Nullable Expectation ofScalar(String key, Scalar scalar) {
    return switch (key) {
      case "present" ->
          scalar.type() == ScalarType.BOOLEAN ? new Expectation.Present(isTrue(scalar)) : null;
      case "at-least", "at-most" -> bound(scalar, key.equals("at-least"));
      case "equals" -> scalar.isAbsent() ? null : new Expectation.Equal(scalar.text());
      case "contains" -> scalar.isAbsent() ? null : new Expectation.Contains(scalar.text());
      default -> scalar.isAbsent() ? null : new Expectation.Lacks(scalar.text());
    };
  }

  private static boolean isTrue(Scalar scalar) {
    return scalar.text().toLowerCase(Locale.ROOT).equals("true");
  }

  private static @Nullable Expectation bound(Scalar scalar, boolean least) {
    return scalar.text().matches("-?[0-9]{1,18}")
        ? new Expectation.Bound(new BigDecimal(scalar.text()), least)
        : null;
  }

  private static @Nullable Expectation only(YamlNode node) {
    if (!(node instanceof Sequence list)
        || !list.items().stream().allMatch(Scalar.class::isInstance)) {
      return null;
    }
    return new Expectation.Only(
        list.items().stream().map(item -> ((Scalar) item).text()).collect(Collectors.toSet()));
  }

  private static String wanted(String key) {
    return switch (key) {
      case "present" -> "true or false";
      case "only" -> "a list of texts";
      case "at-least", "at-most" -> "a whole number";
      default -> "text, a number, true or false";
    };
  }
}
