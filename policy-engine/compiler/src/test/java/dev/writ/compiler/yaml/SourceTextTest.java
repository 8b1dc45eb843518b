package dev.writ.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.source.SourceText;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position inside an expression is found again in the file, however YAML wraps the text. */
class SourceTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when: a && MARK == b\n",
        "when: 'a && MARK == b'\n",
        "when: \"a && MARK == b\"\n",
        "when: 'it''s ''so'' && MARK'\n",
        "when: \"\\\"\\u0041\\x41\\U0001F600\\t + MARK\"\n",
        "when: a\n  && b\n\n\n  && MARK\n",
        "when: 'a\n\n  b   \n  && MARK'\n",
        "when: \"a \\\n    b\n  c\\n && MARK\"\n",
        "when: |\n  a\n    b\n\n  && MARK\n",
        "when: |\n\n\n  a && MARK\n",
        "when: |2\n     a\n  MARK\n",
        "when: |-\n  a &&\n\n\n  MARK\n",
        "when: >\n  a\n  b\n\n  c\n\n\n  MARK\n",
        "when: >-\n  a\n    more indented\n    and more\n\n  && MARK\n",
        "when: >+\n\n  a\n  MARK\n\n\n",
        "when: a\r\n  && MARK\r\n",
        "when: |\r\n  a\r\n  MARK\r\n",
        "when: '😀 é' # comment\nx: MARK\n",
        "😀: 1\nwhen: 😀 && MARK\n",
        "- {when: a && MARK, b: c}\n"
      })
  void aWordIsFoundWhereItStands(String yaml) {
    SourceFile file = new SourceFile("a.yaml", yaml);
    SourceText text = source(file);
    int inText = text.text().codePointCount(0, text.text().indexOf("MARK"));
    Location found = text.at(inText, 4);
    assertThat(found).isEqualTo(file.span(yaml.indexOf("MARK"), yaml.indexOf("MARK") + 4));
  }

  @Test
  void anEscapeIsCoveredFromItsFirstCharacter() {
    SourceFile file = new SourceFile("a.yaml", "when: \"a\\u0042c\"\n");
    SourceText text = source(file);
    assertThat(text.text()).isEqualTo("aBc");
    assertThat(text.at(1, 1).column()).isEqualTo(9);
    assertThat(text.at(2, 1).column()).isEqualTo(15);
  }

  @Test
  void aLineAndColumnOfTheTextAreFoundInTheFile() {
    SourceFile file = new SourceFile("a.yaml", "when: |\n  a ||\n  😀 oops\n");
    SourceText text = source(file);
    Location found = text.atLine(2, 2);
    assertThat(found.line()).isEqualTo(3);
    assertThat(found.column()).isEqualTo(5);
    assertThat(text.atLine(99, 99).line()).isBetween(1, 4);
  }

  @Test
  void positionsOutsideTheTextAreClamped() {
    SourceFile file = new SourceFile("a.yaml", "when: abc\n");
    SourceText text = source(file);
    assertThat(text.at(-5, 100)).isEqualTo(file.span(6, 9));
    assertThat(text.at(50, 1).offset()).isEqualTo(9);
  }

  /** In whatever style a text is written, a letter of it maps to the same letter in the file. */
  @Property(tries = 2000)
  void everyLetterMapsToItself(@ForAll("lines") String lines, @ForAll("headers") String header) {
    String close = header.equals("'") || header.equals("\"") ? header : "";
    String body = "  " + lines.replace("\n", "\n  ");
    SourceFile file = new SourceFile("a.yaml", "when: " + header + body + close + "\n");
    YamlNode root = YamlReader.read(file, 10, new Problems());
    if (root != null) {
      assertLettersMap(file, find(root, file));
    }
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.strings().withChars("abc  \n\n").ofMaxLength(40);
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of("|\n", ">\n", "|-\n", ">+\n", "'", "\"", "x");
  }

  private static void assertLettersMap(SourceFile file, SourceText text) {
    for (int i = 0; i < text.text().length(); i++) {
      char c = text.text().charAt(i);
      if (Character.isLetter(c)) {
        assertThat(file.text().charAt(text.at(i, 1).offset())).isEqualTo(c);
      }
    }
  }

  private static SourceText source(SourceFile file) {
    return find(Objects.requireNonNull(YamlReader.read(file, 10, new Problems())), file);
  }

  private static SourceText find(YamlNode node, SourceFile file) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.source(file);
      case YamlNode.Sequence list -> find(list.items().getFirst(), file);
      case YamlNode.Mapping map ->
          map.entries().stream()
              .map(entry -> find(entry.value(), file))
              .filter(text -> text.text().contains("MARK"))
              .findFirst()
              .orElseGet(() -> find(map.entries().getFirst().value(), file));
      case YamlNode.Faulty faulty -> throw new AssertionError("faulty at " + faulty.location());
    };
  }
}
