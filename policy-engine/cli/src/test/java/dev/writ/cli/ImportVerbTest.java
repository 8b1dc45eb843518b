package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportVerbTest {
  @TempDir private Path folder;

  private Run run(String json) throws IOException {
    Path data = Files.writeString(folder.resolve("data.json"), json);
    return Run.of("import", "rego-data", data.toString(), "--out", out().toString());
  }

  private Path out() {
    return folder.resolve("out");
  }

  @Test
  void whatWasImportedIsAPolicyRepository() throws IOException {
    Run run = run("{\"role_grants\": {\"clerk\": [\"pets:read\"]}}");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("wrote 2 files into ");
    assertThat(run.err()).isEmpty();
    assertThat(out().resolve("roles.yaml")).content().contains("pets:read");
    assertThat(Run.of("check", out().toString()).exitCode()).isZero();
  }

  @Test
  void whatIsLeftOutIsInvalidInput() throws IOException {
    Run run = run("{\"acl\": {}}");

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).startsWith("left out ").contains("`acl` is no table");
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("mine.txt"), "mine");
    Run run = run("{}");

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).contains("is not empty");
    assertThat(out()).isDirectoryContaining("glob:**/mine.txt");
  }

  @Test
  void aFormatThatNobodyKnowsIsAUsageError() {
    Run run = Run.of("import", "xacml", "x", "--out", out().toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("`xacml`", "casbin, cerbos, rego-data");
  }
}
