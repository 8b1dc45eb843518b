package dev.writ.cli;

import static dev.writ.cli.Fixtures.repository;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles that are in use stay readable: the bytes of one are kept, with the key that signed it,
 * which signs nothing else. Where a change of the encoding is meant, raise the version that {@code
 * docs/bundle.md} and {@code docs/program-format.md} name, keep this file under its own version,
 * and write the next with {@code -Dwrit.golden.update=true}.
 */
class BundleEncodingTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/v1.bundle");
  private static final String KEY = "src/test/resources/golden/bundle-key.pem";

  @TempDir private Path folder;

  @Test
  void theEncodingOfAVersionNeverChanges() throws IOException {
    Path built = folder.resolve("built");
    Run run =
        Run.of(
            "bundle",
            "build",
            repository("encoded"),
            "--key=" + KEY,
            "--out=" + built,
            "--sequence=1",
            "--issued-at=2026-03-04T10:00:00Z",
            "--not-after=2026-03-05T10:00:00Z");
    assertThat(run.exitCode()).as(run.err()).isZero();
    if (Boolean.getBoolean("writ.golden.update")) {
      Files.copy(built, GOLDEN);
    }
    assertThat(Files.readAllBytes(built))
        .as("the encoding changed: raise its version, see this test's comment")
        .isEqualTo(Files.readAllBytes(GOLDEN));
  }

  @Test
  void aBundleOfThatVersionIsStillRead() {
    Run run =
        Run.of("bundle", "verify", GOLDEN.toString(), "--key=" + KEY, "--at=2026-03-04T11:00:00Z");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("repository  encoded\n", "needs       subject-token, service-identity");
  }
}
