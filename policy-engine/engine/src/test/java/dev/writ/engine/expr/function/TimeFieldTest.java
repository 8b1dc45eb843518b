package dev.writ.engine.expr.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.value.JsonForm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimeFieldTest {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("UTC"));

  @Property
  void theFieldsAreThoseOfTheJdksCalendar(
      @ForAll @LongRange(min = -62_135_500_000L, max = 253_402_200_000L) long second) {
    Instant instant = Instant.ofEpochSecond(second, 123_456_789);
    for (ZoneId zone : ZONES) {
      ZonedDateTime time = instant.atZone(zone);
      int offset = time.getOffset().getTotalSeconds();
      assertThat(TimeField.FULL_YEAR.of(instant, offset)).isEqualTo(time.getYear());
      assertThat(TimeField.MONTH.of(instant, offset)).isEqualTo(time.getMonthValue() - 1);
      assertThat(TimeField.DATE.of(instant, offset)).isEqualTo(time.getDayOfMonth());
      assertThat(TimeField.DAY_OF_MONTH.of(instant, offset)).isEqualTo(time.getDayOfMonth() - 1);
      assertThat(TimeField.DAY_OF_YEAR.of(instant, offset)).isEqualTo(time.getDayOfYear() - 1);
      assertThat(TimeField.DAY_OF_WEEK.of(instant, offset))
          .isEqualTo(time.getDayOfWeek().getValue() % 7);
      assertThat(TimeField.HOURS.of(instant, offset)).isEqualTo(time.getHour());
      assertThat(TimeField.MINUTES.of(instant, offset)).isEqualTo(time.getMinute());
      assertThat(TimeField.SECONDS.of(instant, offset)).isEqualTo(time.getSecond());
      assertThat(TimeField.MILLISECONDS.of(instant, offset)).isEqualTo(123);
    }
  }

  @Property
  void timestampsAreReadAsTheyAreWritten(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
    Instant instant = Instant.ofEpochSecond(second, nanos);
    assertThat(TimeText.timestamp(instant.toString())).isEqualTo(instant);
  }

  @Property
  void durationsAreReadAsTheyAreWritten(
      @ForAll @LongRange(min = -315_576_000_000L, max = 315_575_999_999L) long seconds,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
    Duration duration = Duration.ofSeconds(seconds, nanos);
    assertThat(TimeText.duration(JsonForm.seconds(duration))).isEqualTo(duration);
  }
}
