package dev.writ.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.engine.request.SpiffeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The syntax of SPIFFE IDs, by the cases of the specification and of two libraries. */
class SpiffeIdsTest {

  @Test
  void validIdsAreReadAsTheirParts() throws IOException {
    JsonNode cases = cases().get("valid");
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      String text = each.get("id").textValue();
      SpiffeId id = SpiffeId.parse(text);
      assertThat(id).as(text).isNotNull();
      assertThat(Objects.requireNonNull(id).trustDomain())
          .isEqualTo(each.get("trust_domain").textValue());
      assertThat(id.path()).isEqualTo(each.get("path").textValue());
      assertThat(id).hasToString(text);
    }
  }

  @Test
  void invalidIdsAreNone() throws IOException {
    JsonNode cases = cases().get("invalid");
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      assertThat(SpiffeId.parse(each.textValue())).as(each.textValue()).isNull();
    }
  }

  private static JsonNode cases() throws IOException {
    Path file = Path.of(System.getProperty("writ.shared", "."), "conformance/spiffe/ids.json");
    assumeTrue(Files.exists(file), "skipped: there is no spiffe/ids.json beside the project");
    return new ObjectMapper().readTree(file.toFile());
  }
}
