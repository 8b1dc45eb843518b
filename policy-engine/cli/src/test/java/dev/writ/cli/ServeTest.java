package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code serve} says before it boots anything. */
class ServeTest {

  @Test
  void aMissingFolderIsInvalidInput() {
    Run run = Run.of("serve", "no/such/folder");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "writ: there is no folder `no/such/folder`: name the folder that has `writ.yaml` in it\n");
  }

  @Test
  void aMissingConfigurationIsInvalidInput() {
    Run run = Run.of("serve", Fixtures.repository("sound"), "--config", "no-such.properties");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("writ: cannot read the configuration `no-such.properties`\n");
  }
}
