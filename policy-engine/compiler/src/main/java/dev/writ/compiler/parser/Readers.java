package dev.writ.compiler.parser;

import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parsers of all document kinds read nodes with. */
record Readers(
    Report report,
    Values values,
    Expressions expressions,
    Patterns patterns,
    Times times,
    DataReader data) {

  static Readers of(Report report, int maxExpressionLength) {
    Values values = new Values(report);
    return new Readers(
        report,
        values,
        new Expressions(report, maxExpressionLength),
        new Patterns(report, values),
        new Times(report, values),
        new DataReader(report));
  }

  /** What a function makes of the entries of a map, those left out for which it returns null. */
  <T> List<T> entries(YamlNode node, String what, Function<Entry, @Nullable T> element) {
    if (node instanceof Mapping map) {
      return map.entries().stream().map(element).filter(Objects::nonNull).toList();
    }
    report.wrongType(node, what, "a map");
    return List.of();
  }
}
