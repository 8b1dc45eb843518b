package dev.writ.engine.time;

import dev.writ.engine.program.Program;
import dev.writ.engine.program.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The windows of a program, made ready to be asked. Works on wall-clock seconds: an instant is
 * shifted by its zone's offset, so a time that a change of the clock skips is never met, and one
 * that it repeats is met twice. Immutable and thread-safe.
 */
public final class Windows {
  private static final int DAY = 86_400;

  /** 1970-01-01 was a Thursday; days of the week count from Monday = 0. */
  private static final int WEEKDAY_OF_EPOCH = 3;

  private final List<Ready> windows;

  private Windows(List<Ready> windows) {
    this.windows = windows;
  }

  /** Prepares all windows of a program. */
  public static Windows of(Program program) {
    return new Windows(
        program.windows().stream()
            .map(w -> Ready.of(w, program.zones().get(w.zone()).rules()))
            .toList());
  }

  /** Whether a window, given by its number, is open at an instant. */
  public boolean isOpen(int window, Instant now) {
    return windows.get(window).isOpen(now);
  }

  private record Ready(
      Offsets offsets, List<Window.Weekly> open, long[] closed, long[] starts, long[] ends) {

    static Ready of(Window window, ZoneRules rules) {
      return new Ready(
          new Offsets(rules),
          window.open(),
          window.closed().stream().mapToLong(LocalDate::toEpochDay).sorted().toArray(),
          window.between().stream()
              .mapToLong(b -> b.from().toEpochSecond(ZoneOffset.UTC))
              .toArray(),
          window.between().stream().mapToLong(b -> b.to().toEpochSecond(ZoneOffset.UTC)).toArray());
    }

    boolean isOpen(Instant now) {
      long local = now.getEpochSecond() + offsets.at(now);
      return isBetween(local)
          || isWeekly(Math.floorDiv(local, DAY), (int) Math.floorMod(local, DAY));
    }

    private boolean isBetween(long local) {
      for (int i = 0; i < starts.length; i++) {
        if (starts[i] <= local && local < ends[i]) {
          return true;
        }
      }
      return false;
    }

    private boolean isWeekly(long day, int second) {
      for (Window.Weekly span : open) {
        if (isInside(span, day, second)) {
          return true;
        }
      }
      return false;
    }

    private boolean isInside(Window.Weekly span, long day, int second) {
      if (span.from() < span.to()) {
        return second >= span.from() && second < span.to() && startsOn(span, day);
      }
      return second >= span.from() && startsOn(span, day)
          || second < span.to() && startsOn(span, day - 1);
    }

    private boolean startsOn(Window.Weekly span, long day) {
      int weekday = (int) Math.floorMod(day + WEEKDAY_OF_EPOCH, 7L);
      return (span.days() >> weekday & 1) == 1 && java.util.Arrays.binarySearch(closed, day) < 0;
    }
  }
}
