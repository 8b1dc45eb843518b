package dev.writ.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void aBarShowsItsShare() {
    assertThat(Bar.of(1, 2, 4)).isEqualTo("██░░");
  }

  @Test
  void onlyNothingIsEmptyAndOnlyEverythingIsFull() {
    assertThat(Bar.of(0, 1000, 4)).isEqualTo("░░░░");
    assertThat(Bar.of(1, 1000, 4)).isEqualTo("█░░░");
    assertThat(Bar.of(999, 1000, 4)).isEqualTo("███░");
    assertThat(Bar.of(1000, 1000, 4)).isEqualTo("████");
  }
}
