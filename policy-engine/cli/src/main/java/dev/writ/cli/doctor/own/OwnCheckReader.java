package dev.writ.cli.doctor.own;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.cli.doctor.check.Check;
import dev.writ.cli.doctor.check.Result;
import dev.writ.cli.doctor.check.Rule;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one check after the other and reports everything that is wrong with it. */
final class OwnCheckReader {
  private static final List<String> PLAIN = List.of("id", "title", "path", "level");
  private static final List<String> KEYS =
      Stream.concat(PLAIN.stream(), ExpectationReader.KEYS.stream()).toList();
  private static final Predicate<String> ID = id -> id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Predicate<String> POINTER = path -> path.matches("(/([^~/]|~[01])*)+");
  private static final Predicate<String> LEVEL = Set.of("failed", "warned")::contains;

  private final Set<String> taken;
  private final Problems problems;

  OwnCheckReader(Set<String> taken, Problems problems) {
    this.taken = new HashSet<>(taken);
    this.problems = problems;
  }

  Optional<Check> read(YamlNode node) {
    if (!(node instanceof Mapping map)) {
      report("wrong-type", node.location(), "a check must be a map, not " + node.description());
      return Optional.empty();
    }
    map.entries().stream().map(Entry::key).forEach(this::requireKnown);
    String id = required(map, "id", ID, "words of lower-case letters and digits with `-`");
    requireNew(map, id);
    String title = required(map, "title", text -> !text.isBlank(), "text");
    String path = required(map, "path", POINTER, "a JSON pointer such as `/issuer`");
    String level = optional(map, "level", LEVEL, "`failed` or `warned`");
    Expectation expectation = new ExpectationReader(problems).read(map);
    return id == null || title == null || path == null || expectation == null
        ? Optional.empty()
        : Optional.of(check(id, title, JsonPointer.compile(path), expectation, level));
  }

  private static Check check(
      String id, String title, JsonPointer path, Expectation expectation, @Nullable String level) {
    Rule rule = new Rule(id, Rule.Topic.OWN, title, "metadata " + path);
    Function<String, Result> otherwise =
        "warned".equals(level) ? Result.Warned::new : Result.Failed::new;
    return new Check(
        rule,
        provider -> {
          JsonNode value = provider.metadata().at(path);
          return expectation.isMetBy(value)
              ? Result.passed()
              : otherwise.apply(
                  "expected that %s; it is %s".formatted(expectation.words(), shown(value)));
        });
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "not there" : Quote.of(value.toString());
  }

  private void requireKnown(Scalar key) {
    if (!KEYS.contains(key.text())) {
      String help = Spelling.help(key.text(), KEYS);
      problems.add(
          Problem.error(
                  "unknown-key",
                  key.location(),
                  "unknown key " + Quote.of(key.text()) + " in a check")
              .withHelp(help == null ? "the keys are `" + String.join("`, `", KEYS) + "`" : help));
    }
  }

  private void requireNew(Mapping map, @Nullable String id) {
    if (id != null && !taken.add(id)) {
      report("duplicate-name", map.location(), "there is a check " + Quote.of(id) + " already");
    }
  }

  private @Nullable String required(
      Mapping map, String key, Predicate<String> valid, String wanted) {
    if (value(map, key).isEmpty()) {
      report("missing-key", map.location(), "a check needs `" + key + "`");
    }
    return optional(map, key, valid, wanted);
  }

  private @Nullable String optional(
      Mapping map, String key, Predicate<String> valid, String wanted) {
    YamlNode node = value(map, key).orElse(null);
    if (node instanceof Scalar scalar && valid.test(scalar.text())) {
      return scalar.text();
    }
    if (node != null) {
      report("invalid-value", node.location(), "`" + key + "` must be " + wanted);
    }
    return null;
  }

  private static Optional<YamlNode> value(Mapping map, String key) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals(key))
        .map(Entry::value)
        .findFirst();
  }

  private void report(String code, Location location, String message) {
    problems.add(Problem.error(code, location, message));
  }
}
