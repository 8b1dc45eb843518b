package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named set of wall-clock times. It has {@code open} or {@code between}, or both.
 *
 * @param zone an IANA zone
 * @param closed days on which no span of {@code open} starts
 * @param between spans added to {@code open}
 */
public record Window(
    Located<String> name,
    @Nullable Located<String> description,
    Located<ZoneId> zone,
    List<Weekly> open,
    List<Located<LocalDate>> closed,
    List<Between> between) {

  public Window {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
    between = List.copyOf(between);
  }

  /**
   * A span that recurs on days of the week. If {@code from} is later than {@code to} it crosses
   * midnight and belongs to the day it starts on; they are never equal.
   *
   * @param days not empty, from Monday on; every day if the author named none
   * @param from minutes since midnight, 0 to 1439
   * @param to minutes since midnight, exclusive, 0 to 1440 (24:00)
   */
  public record Weekly(
      Location location, Set<DayOfWeek> days, Located<Integer> from, Located<Integer> to) {

    public Weekly {
      days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }
  }

  /** A single span; {@code from} is before {@code to}, which is exclusive. */
  public record Between(
      Location location, Located<LocalDateTime> from, Located<LocalDateTime> to) {}
}
