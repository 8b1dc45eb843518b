package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import dev.writ.compiler.yaml.YamlReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the document of one policy file. A pure function of the file. */
public final class DocumentParser {

  /** The file at a repository's root that makes it one. */
  public static final String REPOSITORY_FILE = "writ.yaml";

  private static final List<String> KINDS =
      List.of("policy", "roles", "windows", "definitions", "schema", "entities", "tests");

  private final SourceFile file;
  private final Report report;
  private final Readers readers;

  private DocumentParser(SourceFile file, int maxExpressionLength, Problems problems) {
    this.file = file;
    this.report = new Report(file, problems);
    this.readers = Readers.of(report, maxExpressionLength);
  }

  /**
   * The file's document; null if there is none or it has no valid name. Whatever is wrong is added
   * to the problems.
   *
   * @param maxNesting levels of maps and lists
   * @param maxExpressionLength code points of an expression
   */
  public static @Nullable Document parse(
      SourceFile file, int maxNesting, int maxExpressionLength, Problems problems) {
    Problems found = new Problems();
    YamlNode root = YamlReader.read(file, maxNesting, found);
    problems.addAll(found.sorted());
    if (root == null && found.hasErrors()) {
      return null;
    }
    return new DocumentParser(file, maxExpressionLength, problems).document(root);
  }

  private @Nullable Document document(@Nullable YamlNode root) {
    if (root == null || (root instanceof Scalar scalar && scalar.isAbsent())) {
      String message = "the file is empty, and a policy file holds one document";
      report.error("empty-document", Location.ofFile(file.path()), message);
      return null;
    }
    if (!(root instanceof Mapping map)) {
      report.wrongType(root, "a document", "a map");
      return null;
    }
    return file.path().equals(REPOSITORY_FILE)
        ? RepositoryFileParser.parse(map, readers)
        : ofKind(map);
  }

  private @Nullable Document ofKind(Mapping map) {
    List<Entry> kinds =
        map.entries().stream().filter(entry -> KINDS.contains(entry.key().text())).toList();
    if (kinds.isEmpty()) {
      unknownKind(map);
      return null;
    }
    if (kinds.size() > 1) {
      severalKinds(kinds);
      return null;
    }
    String kind = kinds.getFirst().key().text();
    checkFileName(kind, kinds.getFirst().key().location());
    return parse(kind, map);
  }

  private @Nullable Document parse(String kind, Mapping map) {
    return switch (kind) {
      case "policy" -> new PolicyParser(readers).parse(map);
      case "roles" -> new RolesParser(readers).parse(map);
      case "windows" -> new WindowsParser(readers).parse(map);
      case "definitions" -> DefinitionsParser.parse(map, readers);
      case "schema" -> new SchemaParser(readers).parse(map);
      case "entities" -> new EntitiesParser(readers).parse(map);
      default -> new TestsParser(readers).parse(map);
    };
  }

  private void checkFileName(String kind, Location location) {
    String path = file.path();
    boolean named = path.endsWith("_test.yaml") || path.endsWith("_test.yml");
    if (named && !kind.equals("tests")) {
      String message = "a file whose name ends in `_test.yaml` holds `tests`, not `" + kind + "`";
      report.error("misplaced-document", location, message, "rename the file");
    } else if (!named && kind.equals("tests")) {
      String message = "`tests` belong in a file whose name ends in `_test.yaml`";
      report.error("misplaced-document", location, message, "rename the file");
    }
  }

  private void unknownKind(Mapping map) {
    String help = null;
    for (Entry entry : map.entries()) {
      help = help == null ? report.suggestion(entry.key().text(), KINDS) : help;
    }
    if (map.entries().stream().anyMatch(entry -> entry.key().text().equals("language"))) {
      help = "`language` belongs in `writ.yaml` at the repository's root";
    }
    String message = "a document has one of the keys " + Values.listed(KINDS);
    report.error("unknown-kind", map.location(), message, help);
  }

  private void severalKinds(List<Entry> kinds) {
    String first = kinds.get(0).key().text();
    Entry second = kinds.get(1);
    String message =
        "a file holds one document, and this one has `%s` and `%s`"
            .formatted(first, second.key().text());
    report.error("several-kinds", second.key().location(), message, "make two files of it");
  }
}
