package dev.writ.compiler.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelResult;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The getters of timestamps in zones, against the JDK's calendar and a table. */
class ZonesTest {
  private static final Instant FROM = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

  private final CelCompiler compiler = new CelCompiler();

  static Stream<String> zones() {
    return Stream.of(
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Asia/Tehran",
        "Europe/Dublin",
        "Antarctica/Troll",
        "America/St_Johns",
        "Pacific/Kiritimati",
        "Asia/Tokyo",
        "+05:45",
        "-09:30");
  }

  @ParameterizedTest
  @MethodSource("zones")
  void everyFieldIsTheJdks(String zone) {
    EnginePath engine =
        compiled(
            """
            [t.getFullYear(Z), t.getMonth(Z), t.getDate(Z), t.getDayOfMonth(Z), t.getDayOfWeek(Z),
             t.getDayOfYear(Z), t.getHours(Z), t.getMinutes(Z), t.getSeconds(Z), t.getMilliseconds(Z)]
            """
                .replace("t.", "resource.at.")
                .replace("Z", "'" + zone + "'"));
    for (Instant instant : instants(ZoneId.of(zone))) {
      assertThat(engine.evaluate(request(instant)).value())
          .as("%s in %s", instant, zone)
          .isEqualTo(fields(instant.atZone(ZoneId.of(zone))));
    }
  }

  /** Random ones, and those around every change of the zone's offset. */
  private static List<Instant> instants(ZoneId zone) {
    var instants = new ArrayList<Instant>();
    var random = new Random(zone.getId().hashCode());
    for (int i = 0; i < 2_000; i++) {
      instants.add(Instant.ofEpochMilli(random.nextLong(FROM.toEpochMilli(), TO.toEpochMilli())));
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
    while (change != null && change.getInstant().isBefore(TO)) {
      instants.add(change.getInstant().minusMillis(1));
      instants.add(change.getInstant());
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return instants;
  }

  private static String fields(ZonedDateTime time) {
    return Stream.of(
            time.getYear(),
            time.getMonthValue() - 1,
            time.getDayOfMonth(),
            time.getDayOfMonth() - 1,
            time.getDayOfWeek().getValue() % 7,
            time.getDayOfYear() - 1,
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            time.getNano() / 1_000_000)
        .toList()
        .toString()
        .replace(" ", "");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59Z, Europe/Berlin, 1",
    "2026-03-29T01:00:00Z, Europe/Berlin, 3",
    "2026-10-25T00:59:59Z, Europe/Berlin, 2",
    "2026-10-25T01:00:00Z, Europe/Berlin, 2",
    "2026-03-08T06:59:59Z, America/New_York, 1",
    "2026-03-08T07:00:00Z, America/New_York, 3",
    "2026-01-01T00:00:00Z, Asia/Kathmandu, 5",
    "2026-07-01T12:00:00Z, Asia/Tokyo, 21",
    "2026-07-01T12:00:00Z, -00:30, 11",
    "0001-01-01T00:00:00Z, UTC, 0"
  })
  void theHourIsTheOneOnTheWall(String instant, String zone, String hour) {
    EnginePath engine = compiled("resource.at.getHours('" + zone + "')");
    assertThat(engine.evaluate(request(Instant.parse(instant))).value()).isEqualTo(hour);
  }

  private EnginePath compiled(String expression) {
    CelResult result = EnginePath.compile(compiler, expression);
    assertThat(result).isInstanceOf(CelResult.Compiled.class);
    return new EnginePath(((CelResult.Compiled) result).expression());
  }

  private static Map<String, Map<String, Object>> request(Instant at) {
    return Map.of("resource", Map.of("at", at));
  }
}
