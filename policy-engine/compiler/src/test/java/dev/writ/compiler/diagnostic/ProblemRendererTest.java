package dev.writ.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemRendererTest {

  @Test
  void theCaretStandsUnderTheSpanBehindTabs() {
    SourceFile file = new SourceFile("a.yaml", "x\n\tkey:\tvalue\n");
    String shown = render(file, Problem.error("x", file.span(8, 13), "no such value"));
    assertThat(shown)
        .isEqualTo(
            """
            a.yaml:2:7: no such value
                2 |     key:    value
                  |             ^~~~~
            """);
  }

  @Test
  void helpStandsBelow() {
    SourceFile file = new SourceFile("a.yaml", "kye: 1");
    Problem problem =
        Problem.error("x", file.span(0, 3), "unknown").withHelp("did you mean `key`?");
    assertThat(render(file, problem))
        .isEqualTo(
            """
            a.yaml:1:1: unknown
                1 | kye: 1
                  | ^~~
              help: did you mean `key`?
            """);
  }

  @Test
  void aLongLineIsShownAroundThePlace() {
    SourceFile file = new SourceFile("a.yaml", "x".repeat(500) + "HERE" + "y".repeat(500));
    String shown = render(file, Problem.error("x", file.span(500, 504), "look"));
    List<String> lines = shown.lines().toList();
    assertThat(lines.get(1)).hasSizeLessThan(115).contains("…", "HERE");
    assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf("HERE"));
    assertThat(lines.get(2)).endsWith("^~~~");
  }

  @Test
  void aSpanOfSeveralLinesIsMarkedToTheEndOfItsFirst() {
    SourceFile file = new SourceFile("a.yaml", "ab cd\nef\n");
    assertThat(render(file, Problem.error("x", file.span(3, 8), "look"))).contains("  |    ^~\n");
  }

  @Test
  void aProblemWithoutSourceIsShownWithoutIt() {
    Problem problem = Problem.warning("x", Location.ofFile("gone.yaml"), "hidden");
    assertThat(new ProblemRenderer(Map.of(), false, 9).render(problem))
        .isEqualTo("gone.yaml:1:1: warning: hidden\n");
  }

  @Test
  void charactersThatControlATerminalAreNotPassedOn() {
    SourceFile file = new SourceFile("a.yaml", "x\u001B[2J\u202Ey");
    Problem problem = Problem.error("x", file.span(0, 1), "bad \u001B[31m");
    assertThat(render(file, problem)).doesNotContain("\u001B", "\u202E");
  }

  @Test
  void colourIsForTheAsking() {
    SourceFile file = new SourceFile("a.yaml", "x");
    Problem problem = Problem.error("x", file.span(0, 1), "bad");
    String shown = new ProblemRenderer(Map.of("a.yaml", file), true, 9).render(problem);
    assertThat(shown).contains("\u001B[31m^\u001B[0m");
  }

  @Test
  void whatIsOverTheLimitIsCounted() {
    Problem problem = Problem.error("x", Location.ofFile("a.yaml"), "bad");
    String shown = new ProblemRenderer(Map.of(), false, 2).render(Collections.nCopies(5, problem));
    assertThat(shown).endsWith("a.yaml:1:1: bad\n\nand 3 more\n");
  }

  @Test
  void jsonHasEveryPartOfAProblem() {
    Problem problem =
        Problem.error("unknown-key", new Location("a.yaml", 2, 3, 10, 4), "unknown")
            .withHelp("try");
    assertThat(JsonReport.render(List.of(problem)))
        .isEqualToIgnoringWhitespace(
            """
            {"errors":1,"warnings":0,"problems":[{"severity":"error","code":"unknown-key",
            "path":"a.yaml","line":2,"column":3,"offset":10,"length":4,
            "message":"unknown","help":"try"}]}
            """);
  }

  @Test
  void sarifPointsToTheFileAndLine() {
    Problem problem = Problem.warning("w", new Location("a b/é.yaml", 2, 3, 10, 4), "odd");
    assertThat(SarifReport.render(List.of(problem), "1.2"))
        .isEqualToIgnoringWhitespace(
            """
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",
            "runs":[{"tool":{"driver":{"name":"writ","version":"1.2","rules":[{"id":"w"}]}},
            "columnKind":"unicodeCodePoints",
            "results":[{"ruleId":"w","ruleIndex":0,"level":"warning","message":{"text":"odd"},
            "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b/%C3%A9.yaml"},
            "region":{"startLine":2,"startColumn":3}}}]}]}]}
            """);
  }

  @Test
  void theNearestWordIsSuggested() {
    List<String> words = List.of("when", "unless", "actions", "allow");
    assertThat(Spelling.nearest("wehn", words)).isEqualTo("when");
    assertThat(Spelling.nearest("ACTIONS", words)).isEqualTo("actions");
    assertThat(Spelling.nearest("action", words)).isEqualTo("actions");
    assertThat(Spelling.nearest("colour", words)).isNull();
    assertThat(Spelling.nearest("x", words)).isNull();
    assertThat(Spelling.nearest("a".repeat(100_000), words)).isNull();
  }

  private static String render(SourceFile file, Problem problem) {
    return new ProblemRenderer(Map.of(file.path(), file), false, 9).render(problem);
  }
}
