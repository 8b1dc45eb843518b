package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.Window;
import dev.writ.compiler.document.Window.Between;
import dev.writ.compiler.document.Window.Weekly;
import dev.writ.compiler.document.WindowsDocument;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code windows}. */
final class WindowsParser {

  private static final List<String> KEYS = List.of("windows", "description");
  private static final List<String> WINDOW_KEYS =
      List.of("description", "zone", "open", "closed", "between");
  private static final List<String> WEEKLY_KEYS = List.of("days", "from", "to");
  private static final List<String> BETWEEN_KEYS = List.of("from", "to");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int MIDNIGHT = 24 * 60;

  private final Readers readers;
  private final Report report;

  WindowsParser(Readers readers) {
    this.readers = readers;
    this.report = readers.report();
  }

  WindowsDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a document of windows", KEYS, readers);
    Entry kind = reader.entry("windows");
    Location location = kind == null ? reader.location() : kind.key().location();
    List<Window> windows = reader.entries("windows", this::window);
    return new WindowsDocument(location, reader.text("description"), windows);
  }

  private @Nullable Window window(Entry entry) {
    Located<String> name = readers.values().name(entry.key(), "a key of `windows`");
    String what = "the window " + Quote.of(entry.key().text());
    MapReader reader = MapReader.of(entry.value(), what, WINDOW_KEYS, readers);
    if (name == null) {
      return null;
    }
    return reader == null ? faulty(name) : window(name, reader);
  }

  private Window window(Located<String> name, MapReader reader) {
    Located<ZoneId> zone = reader.readRequired("zone", readers.times()::zone);
    checkSpans(name, reader);
    return new Window(
        name,
        reader.text("description"),
        zone == null ? new Located<>(ZoneOffset.UTC, name.location()) : zone,
        reader.list("open", this::weekly),
        closed(reader),
        reader.list("between", this::between));
  }

  /** Stands for a window that cannot be read, so that its name is not unknown. */
  private static Window faulty(Located<String> name) {
    Located<ZoneId> zone = new Located<>(ZoneOffset.UTC, name.location());
    return new Window(name, null, zone, List.of(), List.of(), List.of());
  }

  private void checkSpans(Located<String> name, MapReader reader) {
    if (!reader.has("open") && !reader.has("between")) {
      String message = "the window " + Quote.of(name.value()) + " needs `open` or `between`";
      report.error("missing-key", name.location(), message);
    }
    Entry closed = reader.entry("closed");
    if (closed != null && !reader.has("open")) {
      String message = "`closed` drops spans of `open`, and this window has none";
      report.error("conflicting-keys", closed.key().location(), message);
    }
  }

  private List<Located<LocalDate>> closed(MapReader reader) {
    return reader.list("closed", node -> readers.times().date(node, "a day of `closed`"));
  }

  private @Nullable Weekly weekly(YamlNode node) {
    MapReader reader = MapReader.of(node, "a span of `open`", WEEKLY_KEYS, readers);
    if (reader == null) {
      return null;
    }
    Located<Integer> from = reader.readRequired("from", readers.times()::timeOfDay);
    Located<Integer> to = reader.readRequired("to", readers.times()::timeOfDay);
    Set<DayOfWeek> days = days(reader);
    if (from == null || to == null || isEmpty(from, to) || days.isEmpty()) {
      return null;
    }
    return new Weekly(reader.location(), days, from, to);
  }

  private boolean isEmpty(Located<Integer> from, Located<Integer> to) {
    if (from.value() == MIDNIGHT) {
      String message = "a span cannot begin at `24:00`, the end of its day";
      report.error("invalid-value", from.location(), message, "write `\"00:00\"`");
      return true;
    }
    if (from.value().equals(to.value())) {
      String message = "`from` and `to` are equal, which leaves nothing between them";
      String help = "a whole day is `from: \"00:00\"` and `to: \"24:00\"`";
      report.error("invalid-value", to.location(), message, help);
      return true;
    }
    return false;
  }

  private Set<DayOfWeek> days(MapReader reader) {
    if (!reader.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    reader
        .texts("days", (node, what) -> readers.values().word(node, what, DAYS))
        .forEach(day -> days.add(DayOfWeek.of(DAYS.indexOf(day.value()) + 1)));
    return days;
  }

  private @Nullable Between between(YamlNode node) {
    MapReader reader = MapReader.of(node, "a span of `between`", BETWEEN_KEYS, readers);
    if (reader == null) {
      return null;
    }
    Located<LocalDateTime> from = reader.readRequired("from", readers.times()::dateTime);
    Located<LocalDateTime> to = reader.readRequired("to", readers.times()::dateTime);
    if (from == null || to == null) {
      return null;
    }
    if (!from.value().isBefore(to.value())) {
      report.error("invalid-value", to.location(), "`to` is not after `from`");
      return null;
    }
    return new Between(reader.location(), from, to);
  }
}
