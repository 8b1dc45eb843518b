package dev.writ.compiler.analysis;

import dev.writ.compiler.document.Window;
import dev.writ.compiler.source.Located;
import dev.writ.engine.program.Window.Between;
import dev.writ.engine.program.Window.Weekly;
import java.time.DayOfWeek;
import java.util.Set;

/** Translates windows into the program's form. */
final class Windows {

  private static final int SECONDS = 60;

  private Windows() {}

  static dev.writ.engine.program.Window of(Window window, ZoneTable zones) {
    return new dev.writ.engine.program.Window(
        window.name().value(),
        zones.number(window.zone().value().getId()),
        window.open().stream().map(Windows::weekly).toList(),
        window.closed().stream().map(Located::value).distinct().sorted().toList(),
        window.between().stream()
            .map(between -> new Between(between.from().value(), between.to().value()))
            .toList());
  }

  private static Weekly weekly(Window.Weekly weekly) {
    return new Weekly(
        bits(weekly.days()), weekly.from().value() * SECONDS, weekly.to().value() * SECONDS);
  }

  /** Bit 0 = Monday. */
  private static int bits(Set<DayOfWeek> days) {
    return days.stream().mapToInt(day -> 1 << (day.getValue() - 1)).reduce(0, (a, b) -> a | b);
  }
}
