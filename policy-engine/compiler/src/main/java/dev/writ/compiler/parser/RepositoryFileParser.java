package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.RepositoryDocument;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.ScalarType;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code writ.yaml}. */
final class RepositoryFileParser {

  private static final List<String> KEYS = List.of("language", "name", "description");

  private RepositoryFileParser() {}

  static @Nullable RepositoryDocument parse(Mapping map, Readers readers) {
    MapReader reader = new MapReader(map, "`writ.yaml`", KEYS, readers);
    Located<Integer> language =
        reader.readRequired("language", (node, what) -> language(node, what, readers.report()));
    Located<String> name = reader.readRequired("name", readers.values()::name);
    Located<String> description = reader.text("description");
    if (language == null || name == null) {
      return null;
    }
    return new RepositoryDocument(reader.location(), description, language, name);
  }

  private static @Nullable Located<Integer> language(YamlNode node, String what, Report report) {
    if (!(node instanceof Scalar scalar) || scalar.type() != ScalarType.INTEGER) {
      report.wrongType(node, what, "the number 1");
      return null;
    }
    if (!scalar.text().equals("1")) {
      String message = "version " + Quote.of(scalar.text()) + " of the language is not supported";
      report.error("unsupported-language", node.location(), message, "write `language: 1`");
      return null;
    }
    return new Located<>(1, node.location());
  }
}
