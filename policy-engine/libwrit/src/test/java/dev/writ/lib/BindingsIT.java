package dev.writ.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library that native-image makes, tested from each language in that language. */
class BindingsIT {
  private static final int NO_NATIVE_IMAGE = 69;

  @TempDir private static Path fixtures;

  @BeforeAll
  static void buildTheLibrary() throws Exception {
    int status = run("build-native");
    assumeTrue(status != NO_NATIVE_IMAGE, "native-image is not there: libwrit is not tested");
    assertThat(status).isZero();
    SignedBundles.writeFixtures(fixtures);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "c-memory", "python", "go", "node", "symbols", "document"})
  void everyTestOfTheBindingPasses(String binding) throws Exception {
    assertThat(run("test-bindings", binding, fixtures.toString())).isZero();
  }

  /** A script of this module; what it prints is the test's output. */
  private static int run(String script, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(script).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .start();
    process.getInputStream().transferTo(System.out);
    return process.waitFor();
  }
}
