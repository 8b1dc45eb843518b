package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.SourceText;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Faulty;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code let} and {@code use}. */
final class LetParser {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");

  /** The words that CEL's grammar keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private LetParser() {}

  static List<LetEntry> let(MapReader reader, Readers readers) {
    return reader.entries("let", entry -> entry(entry, readers));
  }

  static List<Located<String>> use(MapReader reader, Readers readers) {
    return reader.texts("use", readers.values()::name);
  }

  private static @Nullable LetEntry entry(Entry entry, Readers readers) {
    Scalar key = entry.key();
    if (!isIdentifier(key.text())) {
      String message = "a name under `let` is a CEL identifier, unlike " + Quote.of(key.text());
      String help = "it has only letters, digits and `_`, and is no word of the CEL language";
      readers.report().error("invalid-name", key.location(), message, help);
      return null;
    }
    Located<String> name = new Located<>(key.text(), key.location());
    return value(name, entry.value(), readers);
  }

  private static LetEntry value(Located<String> name, YamlNode node, Readers readers) {
    if (node instanceof Faulty) {
      return new LetEntry.Faulty(name);
    }
    if (!(node instanceof Scalar)) {
      return new LetEntry.Constant(name, readers.data().data(node));
    }
    String what = "`" + name.value() + "`";
    SourceText text = readers.expressions().expression(node, what);
    return text == null ? new LetEntry.Faulty(name) : new LetEntry.Expression(name, text);
  }

  private static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches() && !RESERVED.contains(name);
  }
}
