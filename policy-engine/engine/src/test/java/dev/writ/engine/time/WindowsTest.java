package dev.writ.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Window;
import dev.writ.engine.program.Zone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows against a calendar that is written the long way, by the JDK's own zones. */
class WindowsTest {
  private static final Window.Weekly OFFICE = new Window.Weekly(0b0011111, 9 * 3600, 17 * 3600);
  private static final Window.Weekly NIGHT = new Window.Weekly(0b1000001, 22 * 3600, 6 * 3600);
  private static final Window.Weekly SMALL_HOURS = new Window.Weekly(0b0100000, 3600, 4 * 3600);
  private static final LocalDate CLOSED = LocalDate.of(2026, 3, 2);
  private static final Window.Between FREEZE =
      new Window.Between(
          LocalDateTime.of(2026, 11, 30, 22, 0), LocalDateTime.of(2026, 12, 1, 6, 0));

  private static Windows windows(String zone) {
    Window window =
        new Window("w", 0, List.of(OFFICE, NIGHT, SMALL_HOURS), List.of(CLOSED), List.of(FREEZE));
    Program program =
        new Program(
            "t",
            new Revision("0".repeat(64), null),
            List.of(new Zone(zone, ZoneId.of(zone).getRules())),
            List.of(window),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Schema.NONE,
            Entities.NONE);
    return Windows.of(ProgramCodec.decode(ProgramCodec.encode(program)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"})
  void everyMinuteOfAYearIsAsANaiveCalendarHasIt(String zone) {
    Windows windows = windows(zone);
    Instant end = Instant.parse("2027-01-02T00:00:00Z");
    for (Instant now = Instant.parse("2026-01-01T00:00:00Z");
        now.isBefore(end);
        now = now.plusSeconds(60)) {
      boolean expected = naive(now.atZone(ZoneId.of(zone)));
      if (windows.isOpen(0, now) != expected) {
        assertThat(windows.isOpen(0, now)).as("%s in %s", now, zone).isEqualTo(expected);
      }
    }
  }

  private static boolean naive(ZonedDateTime now) {
    LocalDateTime local = now.toLocalDateTime();
    boolean frozen = !local.isBefore(FREEZE.from()) && local.isBefore(FREEZE.to());
    return frozen || isOffice(local) || isNight(local) || isSmallHours(local);
  }

  private static boolean startsOn(LocalDate day, DayOfWeek... days) {
    return !day.equals(CLOSED) && List.of(days).contains(day.getDayOfWeek());
  }

  private static boolean isOffice(LocalDateTime t) {
    return t.getHour() >= 9
        && t.getHour() < 17
        && startsOn(
            t.toLocalDate(),
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY);
  }

  private static boolean isNight(LocalDateTime t) {
    LocalDate started =
        t.toLocalTime().isBefore(LocalTime.of(6, 0))
            ? t.toLocalDate().minusDays(1)
            : t.toLocalDate();
    return (t.getHour() >= 22 || t.getHour() < 6)
        && startsOn(started, DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
  }

  private static boolean isSmallHours(LocalDateTime t) {
    return t.getHour() >= 1 && t.getHour() < 4 && startsOn(t.toLocalDate(), DayOfWeek.SATURDAY);
  }
}
