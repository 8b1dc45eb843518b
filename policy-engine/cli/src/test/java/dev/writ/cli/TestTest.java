package dev.writ.cli;

import static dev.writ.cli.Fixtures.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;

class TestTest {

  @Test
  void passingTestsAreCounted() {
    Golden.matches("test-sound", Run.of("test", repository("sound")));
  }

  @Test
  void aFailureIsShownWithItsExplanation() {
    Golden.matches("test-failing", Run.of("test", repository("failing")));
  }

  @Test
  void invalidPoliciesAreNotTested() {
    Golden.matches("test-broken", Run.of("test", repository("broken")));
  }

  @Test
  void aRepositoryWithoutTestsSaysSo() {
    Golden.matches("test-untested", Run.of("test", repository("untested"), "--coverage"));
  }

  @Test
  void coverageNamesWhatIsMissingWithItsPlace() {
    Golden.matches("test-coverage", Run.of("test", repository("sound"), "--coverage"));
  }

  @Test
  void resultsAreWrittenAsJson() {
    Golden.matches("test-failing-json", Run.of("test", repository("failing"), "--format", "json"));
  }

  @Test
  void resultsAreWrittenAsJunit() {
    Golden.matches(
        "test-failing-junit", Run.of("test", repository("failing"), "--format", "junit"));
  }

  @Test
  void coverageBelowTheMinimumFails() {
    Run run = Run.of("test", repository("sound"), "--min-coverage", "38");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("2 passed\n");
    assertThat(run.err()).startsWith("writ: the tests cover 37 %, less than the 38 % of ");
  }

  @Test
  void coverageAtTheMinimumPasses() {
    assertThat(Run.of("test", repository("sound"), "--min-coverage", "37").exitCode()).isZero();
  }

  @Test
  void withoutTestsNothingIsCovered() {
    Run run = Run.of("test", repository("untested"), "--min-coverage", "1");

    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aTerminalShowsProgressAndErasesIt() {
    Run run = Run.on(new Terminal(false, true), "test", repository("sound"));

    assertThat(run.out())
        .startsWith("\r\u001B[Ktesting ░")
        .contains("█ 100 %")
        .endsWith("\r\u001B[K2 passed\n");
  }
}
