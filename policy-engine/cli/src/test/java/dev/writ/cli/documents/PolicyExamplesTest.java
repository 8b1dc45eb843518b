package dev.writ.cli.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.ProblemRenderer;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.compiler.testing.TestRunner;
import dev.writ.compiler.testing.TextReport;
import dev.writ.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compiles every policy that the documents show, and runs its tests. */
class PolicyExamplesTest {
  private static final String FILE = "# file: ";
  private static final String EXCERPT = "# from: ";
  private static final String ROOT_FILE = "writ.yaml";

  @Test
  void everyYamlBlockSaysWhatItIs() {
    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks("yaml")) {
        assertThat(block.first())
            .as("%s:%d", page.path(), block.line())
            .matches("# (file|from): \\S+\\.ya?ml");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everySetOfExamplesCompilesAndItsTestsPass() {
    return Page.all().stream().flatMap(PolicyExamplesTest::sets);
  }

  private static Stream<DynamicTest> sets(Page page) {
    Map<String, List<Page.Block>> sets =
        page.blocks("yaml").stream()
            .filter(block -> block.first().startsWith(FILE))
            .collect(groupingBy(Page.Block::set));
    return sets.entrySet().stream()
        .map(set -> dynamicTest(page.path() + ", " + set.getKey(), () -> compile(set.getValue())));
  }

  private static void compile(List<Page.Block> blocks) {
    Map<String, byte[]> files = new HashMap<>();
    files.put(ROOT_FILE, "language: 1\nname: docs\n".getBytes(StandardCharsets.UTF_8));
    files.putAll(
        blocks.stream().collect(toMap(PolicyExamplesTest::name, PolicyExamplesTest::bytes)));
    Compilation compilation = new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    assertThat(Problems.hasErrors(compilation.problems())).as(text(compilation)).isFalse();
    if (compilation instanceof Compilation.Compiled compiled) {
      var report = TestRunner.run(Engine.link(compiled.program()), compiled.tests());
      assertThat(report.passed()).as(new TextReport(false).render(report)).isTrue();
    }
  }

  private static String text(Compilation compilation) {
    return new ProblemRenderer(compilation.sources(), false, Integer.MAX_VALUE)
        .render(compilation.problems());
  }

  private static String name(Page.Block block) {
    return block.first().substring(FILE.length());
  }

  private static byte[] bytes(Page.Block block) {
    return block.rest().getBytes(StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> everyExcerptStandsInItsFile() {
    return Page.all().stream().flatMap(PolicyExamplesTest::excerpts);
  }

  private static Stream<DynamicTest> excerpts(Page page) {
    return page.blocks("yaml").stream()
        .filter(block -> block.first().startsWith(EXCERPT))
        .map(block -> dynamicTest(page.path() + ":" + block.line(), () -> compare(block)));
  }

  private static void compare(Page.Block block) throws IOException {
    String file = block.first().substring(EXCERPT.length());
    assertThat(Files.readString(Page.ROOT.resolve(file))).contains(block.rest());
  }
}
