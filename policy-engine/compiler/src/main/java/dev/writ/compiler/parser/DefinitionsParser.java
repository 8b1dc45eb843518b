package dev.writ.compiler.parser;

import dev.writ.compiler.document.DefinitionsDocument;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code definitions}. */
final class DefinitionsParser {

  private static final List<String> KEYS = List.of("definitions", "description", "use", "let");

  private DefinitionsParser() {}

  static @Nullable DefinitionsDocument parse(Mapping map, Readers readers) {
    MapReader reader = new MapReader(map, "definitions", KEYS, readers);
    Located<String> name = reader.name("definitions");
    Located<String> description = reader.text("description");
    List<Located<String>> use = LetParser.use(reader, readers);
    reader.required("let");
    List<LetEntry> let = LetParser.let(reader, readers);
    return name == null
        ? null
        : new DefinitionsDocument(reader.location(), name, description, use, let);
  }
}
