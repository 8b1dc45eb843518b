package dev.writ.compiler.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.WindowsDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileParserTest {

  private static final String POLICY = "policy: payments\nrules:\n  - allow: a\n";

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    ParsedFile parsed = parse("\uFEFF" + POLICY);
    assertThat(parsed.problems()).isEmpty();
    assertThat(((PolicyDocument) parsed.document()).name().location().column()).isEqualTo(9);
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    ParsedFile parsed = parse(POLICY.replace("\n", "\r\n") + "    wen: x\r\n");
    assertThat(parsed.problems().getFirst().location()).hasToString("a.yaml:4:5");
    assertThat(parsed.source().line(4)).isEqualTo("    wen: x");
  }

  @Test
  void whatIsNotUtf8IsRefusedWhereItStands() {
    byte[] latin = "policy: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    ParsedFile parsed = FileParser.parse(new PolicyFile("a.yaml", latin));
    assertThat(parsed.document()).isNull();
    assertThat(codes(parsed)).containsExactly("invalid-utf-8");
    assertThat(parsed.problems().getFirst().location()).hasToString("a.yaml:1:12");
  }

  @Test
  void charactersThatYamlForbidsAreRefusedWhereTheyStand() {
    ParsedFile parsed = parse("policy: pay\u0000ments\n");
    assertThat(codes(parsed)).containsExactly("unprintable-character");
    assertThat(parsed.problems().getFirst().location()).hasToString("a.yaml:1:12");
  }

  @Test
  void manyProblemsOfAFileAreCounted() {
    ParsedFile parsed = parse("policy: p\nrules:\n" + "  - x: y\n".repeat(5_000));
    assertThat(parsed.problems()).hasSize(201);
    assertThat(parsed.problems().getLast().message())
        .isEqualTo("and 9800 more problems in this file");
  }

  @Test
  void anAliasBombIsRefusedWithoutBeingBuilt() {
    String bomb = "policy: &a [x, x]\nuse: &b [*a, *a]\nlet: &c [*b, *b]\nrules: [*c, *c]\n";
    assertThat(codes(parse(bomb))).contains("yaml-anchor", "yaml-alias");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThat(codes(parse("[".repeat(500_000)))).containsExactly("nesting-too-deep");
    assertThat(codes(parse("{a: ".repeat(200_000)))).containsExactly("nesting-too-deep");
    assertThat(codes(parse("- ".repeat(500_000)))).containsExactly("nesting-too-deep");
    assertThat(codes(parse("? ".repeat(500_000)))).containsExactly("nesting-too-deep");
  }

  @Test
  void anIntegerOfAnyLengthIsRefusedWithoutBeingComputed() {
    String digits = "9".repeat(900_000);
    ParsedFile parsed =
        parse("policy: p\nlet: { x: [" + digits + ", 0x" + "f" + "] }\nrules: [{ allow: a }]\n");
    assertThat(codes(parsed)).containsExactly("number-out-of-range");
  }

  @Test
  void anUnquotedTimeAndNorwayAreText() {
    ParsedFile parsed =
        parse("windows:\n  NO: { zone: UTC, open: [{ from: 09:00, to: 17:00 }] }\n");
    WindowsDocument windows = (WindowsDocument) parsed.document();
    assertThat(parsed.problems()).isEmpty();
    assertThat(windows.windows().getFirst().name().value()).isEqualTo("NO");
    assertThat(windows.windows().getFirst().open().getFirst().to().value()).isEqualTo(17 * 60);
  }

  @Test
  void aFileParsesToTheSameResultEachTime() {
    assertThat(parse(POLICY).document()).isEqualTo(parse(POLICY).document());
  }

  @Test
  void unchangedFilesAreNotParsedAgain() {
    SnapshotParser parser = new SnapshotParser();
    byte[] unchanged = POLICY.getBytes(UTF_8);
    ParsedRepository first =
        parser.parse(RepositorySnapshot.of(Map.of("a.yaml", unchanged, "b.yaml", new byte[0])));
    ParsedRepository second =
        parser.parse(RepositorySnapshot.of(Map.of("a.yaml", unchanged, "b.yaml", new byte[1])));
    assertThat(second.documents(PolicyDocument.class).getFirst())
        .isSameAs(first.documents(PolicyDocument.class).getFirst());
  }

  @Test
  void aFileThatCannotBeReadLeavesTheRepositoryIncomplete() {
    ParsedRepository parsed =
        new SnapshotParser().parse(RepositorySnapshot.of(Map.of("a.yaml", "a: [".getBytes(UTF_8))));
    assertThat(parsed.isComplete()).isFalse();
    assertThat(parsed.hasErrors()).isTrue();
  }

  private static ParsedFile parse(String text) {
    return FileParser.parse(new PolicyFile("a.yaml", text.getBytes(UTF_8)));
  }

  private static List<String> codes(ParsedFile parsed) {
    return parsed.problems().stream().map(Problem::code).distinct().toList();
  }
}
