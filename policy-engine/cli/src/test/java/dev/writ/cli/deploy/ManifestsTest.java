package dev.writ.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests beside the certificates' document; nothing here asks a cluster. */
class ManifestsTest {
  private static final Path CERTS = Path.of("../../deploy/certs");
  private static final Pattern ID = Pattern.compile("spiffe://[^\\s\"]+");
  private static final String OURS =
      "spiffe://shop\\.example(/ns/([a-z]+|\\{\\{)/sa/([a-z]+|\\{\\{))?";

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(CERTS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyDocumentSaysWhatItIs(Path manifest) throws IOException {
    Iterable<Object> documents =
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(manifest));

    assertThat(StreamSupport.stream(documents.spliterator(), false))
        .isNotEmpty()
        .allSatisfy(
            document -> assertThat(keys(document)).contains("apiVersion", "kind", "metadata"));
  }

  private static List<String> keys(Object document) {
    return ((Map<?, ?>) document).keySet().stream().map(String::valueOf).toList();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void allIdsAreOfOneTrustDomainAndOneForm(Path manifest) throws IOException {
    String text = Files.readString(manifest).replaceAll("\\{\\{ \\S+ }}", "{{");

    assertThat(ID.matcher(text.replaceAll("(?m)^ *#.*$", "")).results().map(MatchResult::group))
        .allSatisfy(id -> assertThat(id).matches(OURS));
  }

  /**
   * An environment variable that stands for no key would change nothing, and nobody would notice.
   */
  @Test
  void theDecisionPointFindsTheWorkloadApiByAKeyOfItsOwn() throws IOException {
    assertThat(Files.readString(CERTS.resolve("spire/writ.yaml")))
        .contains("name: WRIT_TLS_WORKLOAD_API", "value: unix:/run/spire/sockets/");
    assertThat(Files.readString(Path.of("../../docs/operations.md")))
        .contains("`writ.tls.workload-api`");
  }

  @Test
  void theDocumentNamesEveryManifest() throws IOException {
    String document = Files.readString(CERTS.resolve("README.md"));

    assertThat(manifests())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(document).contains("(" + CERTS.relativize(file) + ")"));
  }
}
