package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

  private static Compilation compile(String... pathsAndTexts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new PolicyCompiler().compile(RepositorySnapshot.of(files), "c0ffee");
  }

  private static byte[] content(Compilation compilation) {
    Program program = ((Compilation.Compiled) compilation).program();
    return ProgramCodec.encode(program);
  }

  @Test
  void thePolicySetIsNamedByItsRoot() {
    Compilation compiled = compile("writ.yaml", "language: 1\nname: shop\n");
    assertThat(((Compilation.Compiled) compiled).program().name()).isEqualTo("shop");
  }

  @Test
  void theRevisionIsTheHashOfTheContentAndItsCommit() {
    var one = (Compilation.Compiled) compile("writ.yaml", "language: 1\nname: shop\n");
    var two = (Compilation.Compiled) compile("writ.yaml", "language: 1\nname: shop2\n");
    assertThat(one.program().revision().hash()).matches("[0-9a-f]{64}");
    assertThat(one.program().revision().commit()).isEqualTo("c0ffee");
    assertThat(two.program().revision().hash()).isNotEqualTo(one.program().revision().hash());
  }

  @Test
  void aRepositoryHasARoot() {
    assertThat(compile("policy.yaml", "policy: p\nrules:\n  - allow: it\n"))
        .isInstanceOf(Compilation.Rejected.class);
  }

  @Test
  void pathsAndFileOrderCarryNoMeaning() {
    String root = "language: 1\nname: shop\n";
    String a = "policy: a\nrules:\n  - allow: it\n    roles: [r]\n";
    String r = "roles:\n  r:\n    permissions: [\"x:y\"]\n";
    Compilation one = compile("writ.yaml", root, "a.yaml", a, "r.yaml", r);
    Compilation two = compile("r.yaml", r, "a.yaml", a, "writ.yaml", root);
    assertThat(content(one)).isEqualTo(content(two));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: p\nrules: []\n",
        "policy: p\npolicy: q\nrules:\n  - allow: a\n",
        "policy: p\nextra: 1\nrules:\n  - allow: a\n",
        "policy: p q\nrules:\n  - allow: a\n",
        "policy: p\nrules:\n  - allow: a\n---\npolicy: q\n",
        "policy: &x p\nrules:\n  - allow: *x\n",
        "policy: !tag p\nrules:\n  - allow: a\n",
        "policy: p\nroles:\n  r: { permissions: [\"*\"] }\n",
        "something: else\n",
        "policy: [unclosed\n"
      })
  void whatIsNoDocumentIsAnError(String text) {
    Compilation compilation = compile("writ.yaml", "language: 1\nname: shop\n", "p.yaml", text);
    assertThat(compilation).isInstanceOf(Compilation.Rejected.class);
    assertThat(compilation.problems())
        .extracting(problem -> problem.location().path())
        .containsOnly("p.yaml");
  }

  @Test
  void yamlIsReadByTheCoreSchema() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            let: { countries: [NO, DE, 17:00] }
            rules:
              - allow: it
                when: '"NO" in countries && "17:00" in countries'
            """);
    assertThat(set.allows(Ask.alice())).isTrue();
  }

  @Test
  void hiddenFilesAreIgnoredWithAWarning() {
    Compilation compilation =
        compile("writ.yaml", "language: 1\nname: shop\n", ".hidden.yaml", "nonsense: [");
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    assertThat(compilation.problems()).extracting(Problem::code).containsExactly("hidden-file");
  }

  @Test
  void aRepositoryWithAnErrorIsNeverHalfLoaded() {
    Compilation compilation =
        compile(
            "writ.yaml",
            "language: 1\nname: shop\n",
            "good.yaml",
            "policy: good\nrules:\n  - allow: a\n",
            "bad.yaml",
            "policy: bad\nrules:\n  - allow: a\n    roles: [nobody]\n");
    assertThat(compilation).isInstanceOf(Compilation.Rejected.class);
  }

  @Test
  void everyProblemOfEveryFileIsReportedAtOnce() {
    Compilation compilation =
        compile(
            "writ.yaml",
            "language: 1\nname: shop\n",
            "a.yaml",
            "policy: a\nrules:\n  - allow: a\n    roles: [nobody]\n    when: x\n",
            "b.yaml",
            "policy: b\nrules:\n  - allow: a\n    during: never\n    wen: x\n");
    List<String> places =
        compilation.problems().stream().map(p -> p.location().toString()).toList();
    assertThat(places).containsExactly("a.yaml:4:13", "a.yaml:5:11", "b.yaml:4:13", "b.yaml:5:5");
  }
}
