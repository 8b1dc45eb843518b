package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

  private static PolicySet during(String window) {
    return PolicySet.of(
        "windows:\n  w: " + window + "\n", "policy: p\nrules:\n  - allow: it\n    during: w\n");
  }

  private static boolean open(String window, String at) {
    return during(window).allows(Ask.alice().at(at));
  }

  private static final String OFFICE =
      "{ zone: Europe/Berlin, open: [{ days: [mon, tue, wed, thu, fri], from: \"09:00\", to:"
          + " \"17:00\" }], closed: [2026-12-25] }";

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T08:00:00Z, true",
    "2026-03-04T07:59:59Z, false",
    "2026-03-04T15:59:59Z, true",
    "2026-03-04T16:00:00Z, false",
    "2026-07-01T07:00:00Z, true",
    "2026-03-07T10:00:00Z, false",
    "2026-12-25T10:00:00Z, false"
  })
  void openIsInWallClockTimesOfTheZone(String at, boolean open) {
    assertThat(open(OFFICE, at)).isEqualTo(open);
  }

  @Test
  void noDaysIsEveryDay() {
    String window = "{ zone: UTC, open: [{ from: \"09:00\", to: \"17:00\" }] }";
    assertThat(open(window, "2026-03-07T10:00:00Z")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T22:00:00Z, true",
    "2026-03-05T05:59:59Z, true",
    "2026-03-05T06:00:00Z, false",
    "2026-03-05T22:00:00Z, false",
    "2026-03-04T05:00:00Z, false"
  })
  void aSpanThatCrossesMidnightBelongsToTheDayItStartsOn(String at, boolean open) {
    String window = "{ zone: UTC, open: [{ days: [wed], from: \"22:00\", to: \"06:00\" }] }";
    assertThat(open(window, at)).isEqualTo(open);
  }

  @Test
  void closedDropsTheSpansThatStartOnItsDays() {
    String window =
        "{ zone: UTC, open: [{ from: \"22:00\", to: \"06:00\" }], closed: [2026-03-04] }";
    assertThat(open(window, "2026-03-04T05:00:00Z")).as("started the day before").isTrue();
    assertThat(open(window, "2026-03-04T23:00:00Z")).isFalse();
    assertThat(open(window, "2026-03-05T05:00:00Z")).isFalse();
  }

  @Test
  void twentyFourIsTheEndOfTheDay() {
    String window = "{ zone: UTC, open: [{ days: [wed], from: \"20:00\", to: \"24:00\" }] }";
    assertThat(open(window, "2026-03-04T23:59:59Z")).isTrue();
    assertThat(open(window, "2026-03-05T00:00:00Z")).isFalse();
  }

  @Test
  void betweenIsAddedToOpen() {
    String window =
        "{ zone: UTC, open: [{ days: [mon], from: \"09:00\", to: \"17:00\" }], between: [{ from:"
            + " 2026-11-30T22:00, to: 2026-12-01T06:00 }], closed: [2026-12-01] }";
    assertThat(open(window, "2026-12-01T05:59:59Z")).isTrue();
    assertThat(open(window, "2026-12-01T06:00:00Z")).isFalse();
    assertThat(open(window, "2026-11-30T10:00:00Z")).isTrue();
  }

  @Test
  void aTimeThatAChangeOfClocksSkipsIsNeverReached() {
    String window =
        "{ zone: Europe/Berlin, open: [{ days: [sun], from: \"02:10\", to: \"02:50\" }] }";
    assertThat(open(window, "2026-03-29T00:59:59Z")).isFalse();
    assertThat(open(window, "2026-03-29T01:20:00Z")).isFalse();
  }

  @Test
  void aTimeThatAChangeOfClocksRepeatsCountsBothTimes() {
    String window =
        "{ zone: Europe/Berlin, open: [{ days: [sun], from: \"02:10\", to: \"02:50\" }] }";
    assertThat(open(window, "2026-10-25T00:30:00Z")).isTrue();
    assertThat(open(window, "2026-10-25T01:30:00Z")).isTrue();
  }

  @Test
  void outsideIsNotInside() {
    PolicySet set =
        PolicySet.of(
            "windows:\n  w: " + OFFICE + "\n",
            "policy: p\nrules:\n  - allow: it\n    outside: w\n");
    assertThat(set.allows(Ask.alice().at("2026-03-04T10:00:00Z"))).isFalse();
    assertThat(set.allows(Ask.alice().at("2026-03-04T20:00:00Z"))).isTrue();
  }

  @Test
  void openInCelAsksForAWindow() {
    PolicySet set =
        PolicySet.of(
            "windows:\n  w: " + OFFICE + "\n",
            "policy: p\nrules:\n  - allow: it\n    when: '!open(\"w\")'\n");
    assertThat(set.allows(Ask.alice().at("2026-03-04T10:00:00Z"))).isFalse();
    assertThat(set.allows(Ask.alice().at("2026-03-04T20:00:00Z"))).isTrue();
  }

  @Test
  void openTakesALiteral() {
    PolicySet set =
        PolicySet.of(
            "windows:\n  w: " + OFFICE + "\n",
            "policy: p\nrules:\n  - allow: it\n    when: open(subject.id)\n");
    assertThat(set.errors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ zone: UTC }",
        "{ open: [{ from: \"09:00\", to: \"17:00\" }] }",
        "{ zone: Mars/Olympus, open: [{ from: \"09:00\", to: \"17:00\" }] }",
        "{ zone: UTC, open: [{ from: \"09:00\", to: \"09:00\" }] }",
        "{ zone: UTC, between: [{ from: 2026-12-01T06:00, to: 2026-11-30T22:00 }] }",
        "{ zone: UTC, open: [{ from: \"25:00\", to: \"09:00\" }] }",
        "{ zone: UTC, open: [{ days: [someday], from: \"08:00\", to: \"09:00\" }] }"
      })
  void whatCannotBeAWindowIsAnError(String window) {
    assertThat(during(window).errors()).isNotEmpty();
  }

  @Test
  void onlyTheZonesThatAreNeededAreCompiledIn() {
    assertThat(during(OFFICE).compiled().program().zones())
        .extracting("name")
        .containsExactly("Europe/Berlin");
  }

  @Test
  void anExpressionThatNamesAZoneBringsItsRules() {
    PolicySet set =
        PolicySet.of(
            "policy: p\nrules:\n  - allow: it\n    when: now.getHours('Asia/Tokyo') == 19\n");
    assertThat(set.compiled().program().zones()).extracting("name").containsExactly("Asia/Tokyo");
    assertThat(set.allows(Ask.alice().at("2026-03-04T10:00:00Z"))).isTrue();
  }

  @Test
  void anExpressionThatComputesAZoneBringsAllRules() {
    PolicySet set =
        PolicySet.of(
            "policy: p\nrules:\n  - allow: it\n    when: now.getHours(subject.zone) == 19\n");
    assertThat(set.compiled().program().zones()).hasSizeGreaterThan(400);
    assertThat(set.allows(Ask.alice().subject("zone", "Asia/Tokyo").at("2026-03-04T10:00:00Z")))
        .isTrue();
    assertThat(set.decide(Ask.alice().subject("zone", "Mars/Olympus")).failures()).hasSize(1);
  }
}
