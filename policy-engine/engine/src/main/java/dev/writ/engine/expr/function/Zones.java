package dev.writ.engine.expr.function;

import dev.writ.engine.program.Zone;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time zones of a program by name, and fixed offsets such as {@code -02:30}. */
public final class Zones {
  private static final int MAX_HOURS = 18;

  private final Map<String, ZoneRules> named = new HashMap<>();

  public Zones(List<Zone> zones) {
    named.put("UTC", ZoneOffset.UTC.getRules());
    zones.forEach(zone -> named.put(zone.name(), zone.rules()));
  }

  /** The rules of a zone, or null where the program has no such zone. */
  public @Nullable ZoneRules rules(String name) {
    ZoneRules rules = named.get(name);
    return rules != null ? rules : offset(name);
  }

  /** {@code [+-]HH:MM}, the sign may be left out. */
  private static @Nullable ZoneRules offset(String text) {
    boolean signed = text.startsWith("+") || text.startsWith("-");
    if (text.length() != (signed ? 6 : 5)) {
      return null;
    }
    String digits = signed ? text.substring(1) : text;
    if (digits.charAt(2) != ':') {
      return null;
    }
    int hours = NumberText.digits(digits, 0, 2);
    int minutes = NumberText.digits(digits, 3, 5);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_HOURS * 60) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return ZoneOffset.ofTotalSeconds(text.startsWith("-") ? -seconds : seconds).getRules();
  }
}
