package dev.writ.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.codec.ProgramCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same documents mean the same, wherever they stand and whoever compiled what before. */
class OrderOfFilesTest {

  private static final Path SET = Path.of("src/test/resources/compilation");
  private static final PolicyCompiler SHARED = new PolicyCompiler();

  @Property(tries = 50)
  void pathsAndListingOrderNeverChangeTheProgram(@ForAll long seed) {
    RepositorySnapshot read = RepositoryReader.read(SET.resolve("a-whole-repository-compiles"));
    byte[] expected = program(new PolicyCompiler().compile(read, null));
    assertThat(program(SHARED.compile(shuffled(read, seed), null))).isEqualTo(expected);
  }

  private static RepositorySnapshot shuffled(RepositorySnapshot read, long seed) {
    List<dev.writ.compiler.repository.PolicyFile> files = new ArrayList<>(read.files());
    Collections.shuffle(files, new Random(seed));
    Map<String, byte[]> renamed = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      renamed.put(path(files.get(i).path(), i), files.get(i).content());
    }
    return RepositorySnapshot.of(renamed);
  }

  private static String path(String path, int number) {
    if (path.equals("writ.yaml")) {
      return path;
    }
    return (char) ('a' + number) + "/" + (path.endsWith("_test.yaml") ? "x_test.yaml" : "x.yaml");
  }

  /** What a compilation comes to, without places and revision. */
  private static byte[] program(Compilation compilation) {
    var program = ((Compilation.Compiled) compilation).program();
    String text =
        program.roles()
            + "\n"
            + program.grants()
            + "\n"
            + program.rules()
            + "\n"
            + program.lets()
            + program.windows()
            + program.schema()
            + program.entities();
    assertThat(ProgramCodec.decode(ProgramCodec.encode(program)).rules())
        .hasSameSizeAs(program.rules());
    return text.replaceAll("file=[^,]*, ", "").getBytes(StandardCharsets.UTF_8);
  }
}
