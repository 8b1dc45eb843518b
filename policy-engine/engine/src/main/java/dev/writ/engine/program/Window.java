package dev.writ.engine.program;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A named set of times, in wall-clock times of one zone.
 *
 * @param zone the number of its zone
 * @param open weekly spans
 * @param closed days on which no weekly span starts; sorted
 * @param between spans of dates, added to the weekly ones
 */
public record Window(
    String name, int zone, List<Weekly> open, List<LocalDate> closed, List<Between> between) {
  public Window {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
    between = List.copyOf(between);
  }

  /**
   * A span on some days of the week.
   *
   * @param days bit 0 = Monday ... bit 6 = Sunday; not 0
   * @param from second of the day, inclusive, 0..86,399
   * @param to second of the day, exclusive, 1..86,400 (0 written as {@code "00:00"} crosses
   *     midnight and is stored as 0); less than {@code from} = ends on the next day
   */
  public record Weekly(int days, int from, int to) {}

  /**
   * A span of wall-clock times, {@code from} inclusive and before {@code to}, which is exclusive.
   */
  public record Between(LocalDateTime from, LocalDateTime to) {}
}
