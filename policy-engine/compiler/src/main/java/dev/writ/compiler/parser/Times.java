package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times, dates and zones. */
final class Times {

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[-+]\\d{2}:\\d{2})");

  private final Report report;
  private final Values values;

  Times(Report report, Values values) {
    this.report = report;
    this.values = values;
  }

  /** A wall-clock time in minutes since midnight; {@code 24:00} is 1440. */
  @Nullable Located<Integer> timeOfDay(YamlNode node, String what) {
    String form = "a time such as `09:00`, up to `24:00`";
    return parse(node, what, form, TIME, Times::minutes);
  }

  @Nullable Located<LocalDate> date(YamlNode node, String what) {
    return parse(node, what, "a date such as `2026-12-25`", DATE, LocalDate::parse);
  }

  @Nullable Located<LocalDateTime> dateTime(YamlNode node, String what) {
    String form = "a local date and time such as `2026-11-30T22:00`";
    return parse(node, what, form, DATE_TIME, LocalDateTime::parse);
  }

  @Nullable Located<Instant> timestamp(YamlNode node, String what) {
    String form = "a time with its offset from UTC such as `2026-03-04T10:00:00Z`";
    return parse(node, what, form, TIMESTAMP, text -> OffsetDateTime.parse(text).toInstant());
  }

  /** A zone of the IANA database by its name. */
  @Nullable Located<ZoneId> zone(YamlNode node, String what) {
    Located<String> text = values.text(node, what);
    if (text == null) {
      return null;
    }
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(text.value())) {
      return new Located<>(ZoneId.of(text.value()), text.location());
    }
    String help = Spelling.help(text.value(), known);
    String message = "there is no IANA time zone " + Quote.of(text.value());
    String example = "as in `Europe/Berlin` or `UTC`";
    report.error("invalid-value", text.location(), message, help == null ? example : help);
    return null;
  }

  private <T> @Nullable Located<T> parse(
      YamlNode node, String what, String form, Pattern pattern, Function<String, T> parse) {
    Located<String> text = values.text(node, what);
    if (text == null) {
      return null;
    }
    try {
      if (pattern.matcher(text.value()).matches()) {
        return new Located<>(parse.apply(text.value()), text.location());
      }
    } catch (DateTimeException e) {
      // of the right form, but no day or hour of the calendar: reported as any other text
    }
    String message = what + " must be " + form + ", not " + Quote.of(text.value());
    report.error("invalid-value", text.location(), message);
    return null;
  }

  private static int minutes(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
