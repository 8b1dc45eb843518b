package dev.writ.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.writ.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own checks, forms of reports, and arguments. */
class DoctorOptionsTest {
  private static final Path SCHEMAS = Path.of("../../docs/doctor");

  private final FakeProvider fake = new FakeProvider();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    fake.close();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("checks.yaml"), text);
  }

  private static String check(String expectation) {
    return "checks:\n- { id: mine, title: something, path: /%s }\n".formatted(expectation);
  }

  private Run checked(String expectation) throws IOException {
    return fake.doctorWithoutClient("--checks", file(check(expectation)).toString());
  }

  private static List<Error> schemaErrors(String schema, String text, InputFormat format)
      throws IOException {
    Schema read =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMAS.resolve(schema)));
    return read.validate(text, format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "par, present: false",
        "token_endpoint, present: true",
        "tls_client_certificate_bound_access_tokens, equals: true",
        "response_types_supported, contains: code",
        "response_types_supported, lacks: token",
        "response_types_supported, only: [code, none]",
        "response_types_supported/0, equals: code",
        "numbers/a~1b, at-least: 3",
        "numbers/a~1b, at-most: 3",
      })
  void anOwnCheckThatIsMetPasses(String expectation) throws IOException {
    fake.metadata.putObject("numbers").put("a/b", 3);

    Run run = checked(expectation);

    assertThat(run.out()).contains("own checks\n  ✓ mine");
    assertThat(run.exitCode()).isZero();
    assertThat(schemaErrors("checks.schema.json", check(expectation), InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "par, present: true | expected that it is there; it is not there",
        "issuer, present: false | expected that it is not there; it is `\"https",
        "issuer, equals: x | expected that it is `x`",
        "response_types_supported, contains: token | expected that it has `token`",
        "response_types_supported, lacks: code | expected that it lacks `code`",
        "nothing, lacks: code | it is not there",
        "issuer, lacks: code | expected that it lacks `code`",
        "response_types_supported, only: [token] | expected that it has nothing but `token`",
        "nothing, at-most: 7 | expected that it is at most 7; it is not there",
        "number, at-most: 2 | expected that it is at most 2; it is `3`",
        "number, at-least: 4 | expected that it is at least 4; it is `3`",
        "issuer, at-least: 4 | expected that it is at least 4",
      })
  void anOwnCheckThatIsNotMetFails(String expectation, String detail) throws IOException {
    fake.metadata.put("number", 3);

    Run run = checked(expectation);

    assertThat(run.out()).contains("✗ mine").contains(detail);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anOwnCheckMayOnlyWarn() throws IOException {
    Run run = checked("par, present: true, level: warned");

    assertThat(run.out()).contains("! mine");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | 1:1: a file of checks is a map with the one key `checks`",
        "checks: [] | 1:1: a file of checks is a map",
        "checks: [7] | 1:10: a check must be a map, not a number",
        "checks: [{id: a, title: b, path: /c}] | 1:10: a check needs exactly one of `present`",
        "checks: [{id: a, title: b, path: /c, lacks: d, only: [e]}] | needs exactly one of",
        "checks: [{title: b, path: /c, lacks: d}] | 1:10: a check needs `id`",
        "checks: [{id: A b, title: b, path: /c, lacks: d}] | 1:15: `id` must be words",
        "checks: [{id: a, title: b, path: c, lacks: d}] | `path` must be a JSON pointer",
        "checks: [{id: a, title: b, path: /~c, lacks: d}] | `path` must be a JSON pointer",
        "checks: [{id: a, title: '', path: /c, lacks: d}] | `title` must be text",
        "checks: [{id: a, title: b, path: /c, lacks: [d]}] | `lacks` must be text",
        "checks: [{id: a, title: b, path: /c, only: d}] | `only` must be a list of texts",
        "checks: [{id: a, title: b, path: /c, at-least: x}] | must be a whole number",
        "checks: [{id: a, title: b, path: /c, present: x}] | must be true or false",
        "checks: [{id: a, title: b, path: /c, lacks: d, level: x}] | `level` must be `failed`",
        "checks: [{id: a, title: b, pth: /c, lacks: d}] | did you mean `path`?",
        "checks: [{id: issuer, title: b, path: /c, lacks: d}] | there is a check `issuer` already",
        "checks: [ | 1:",
      })
  void aFileWithAMistakeIsShownWithItsPlace(String text, String message) throws IOException {
    Run run = fake.doctorWithoutClient("--checks", file(text).toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("checks.yaml:1:").contains("are invalid: ").contains(message);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "checks: []",
        "checks: [{id: a, title: b, path: /c}]",
        "checks: [{id: a, title: b, path: /c, lacks: d, only: [e]}]",
        "checks: [{id: A b, title: b, path: /c, lacks: d}]",
        "checks: [{id: a, title: b, path: c, lacks: d}]",
        "checks: [{id: a, title: b, path: /c, only: d}]",
        "checks: [{id: a, title: b, path: /c, lacks: d, level: x}]",
        "checks: [{id: a, title: b, pth: /c, path: /c, lacks: d}]",
      })
  void theSchemaOfOwnChecksRefusesWhatTheVerbRefuses(String text) throws IOException {
    assertThat(schemaErrors("checks.schema.json", text, InputFormat.YAML)).isNotEmpty();
    assertThat(fake.doctorWithoutClient("--checks", file(text).toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void jsonIsAsItsSchemaSays() throws IOException {
    fake.metadata.put("issuer", "https://id.example").remove("jwks_uri");

    Run run = fake.doctor("--format", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(schemaErrors("report.schema.json", run.out(), InputFormat.JSON)).isEmpty();
    assertThat(schemaErrors("report.schema.json", "{}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void aFileGetsTheReportAndTheTerminalItsSummary() throws IOException {
    Path report = folder.resolve("report.json");

    Run run = fake.doctor("--format", "json", "--output", report.toString());

    assertThat(run.out()).matches("\\d+ passed, 8 not made\\R");
    assertThat(Files.readString(report)).startsWith("{\n  \"issuer\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--checks", "--ca"})
  void aFileThatIsNotThereIsInvalidInput(String option) {
    Run run = Run.of("doctor", fake.issuer(), option, "no/such/file");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("writ: `no/such/file` cannot be read\n");
  }

  @Test
  void aFileWithoutCertificatesIsInvalidInput() throws IOException {
    Run run = Run.of("doctor", fake.issuer(), "--ca", file("nothing").toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("has no certificates in PEM form");
  }

  @Test
  void aReportThatCannotBeWrittenIsAFailure() {
    Run run = fake.doctor("--output", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("cannot be written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor",
        "doctor id.example",
        "doctor ftp://id.example",
        "doctor https:///path",
        "doctor https://id.example --client-id shop",
        "doctor https://id.example --redirect-uri https://shop.example",
        "doctor https://id.example --timeout 0",
        "doctor https://id.example --format pdf",
        "doctor https://id.example --fail-on passed",
      })
  void wrongArgumentsAreUsageErrors(String arguments) {
    Run run = Run.of(arguments.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).startsWith("writ: ").endsWith("see `writ doctor --help`\n");
  }
}
