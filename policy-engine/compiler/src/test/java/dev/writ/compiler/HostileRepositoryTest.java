package dev.writ.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever files hold, they come to a program that the engine takes, or to problems. */
class HostileRepositoryTest {

  private static final Path GOLDEN = Path.of("src/test/resources/compilation");
  private static final PolicyCompiler COMPILER = new PolicyCompiler();

  private static final List<String> SETS =
      List.of(
          "a-whole-repository-compiles",
          "lets-that-need-themselves-are-printed-as-a-cycle",
          "a-property-that-no-type-declares-is-an-error",
          "entities-agree-with-schema-and-roles");

  private static final List<String> TOKENS =
      List.of(
          "resource",
          "subject",
          "orders",
          "payments",
          "customer",
          "admin",
          "*",
          ":",
          "-",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          "&&",
          "!",
          "large",
          "isOwner",
          "common",
          "null",
          "1e999",
          "\n  ",
          "\t",
          "\u0000",
          "\uFFFD",
          "😀",
          "when: ",
          "roles:",
          "true",
          "9223372036854775808",
          "#");

  @Property(tries = 600)
  void changedFilesComeToAProgramOrToProblems(@ForAll long seed) {
    Random random = new Random(seed);
    String set = SETS.get(random.nextInt(SETS.size()));
    Map<String, byte[]> files = new LinkedHashMap<>();
    RepositoryReader.read(GOLDEN.resolve(set))
        .files()
        .forEach(file -> files.put(file.path(), changed(file.content(), random)));
    Compilation compilation = COMPILER.compile(RepositorySnapshot.of(files), null);
    if (compilation instanceof Compilation.Compiled compiled) {
      Engine.link(ProgramCodec.decode(ProgramCodec.encode(compiled.program())));
    } else {
      assertThat(Problems.hasErrors(compilation.problems())).isTrue();
    }
  }

  private static byte[] changed(byte[] content, Random random) {
    StringBuilder text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
    for (int i = random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(8));
      text.replace(from, to, TOKENS.get(random.nextInt(TOKENS.size())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
