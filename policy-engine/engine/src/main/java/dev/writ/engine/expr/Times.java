package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.TimeField;
import dev.writ.engine.expr.function.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** A field of a timestamp in a zone, or of a duration: {@code now.getHours("Europe/Berlin")}. */
final class Times extends Node.OfInteger {
  private final Node operand;
  private final @Nullable Node zone;
  private final @Nullable ZoneRules rules;
  private final TimeField field;
  private final String name;
  private final Zones zones;

  /**
   * @param zone the zone's name, or null for UTC
   */
  Times(Node operand, @Nullable Node zone, TimeField field, String name, Zones zones) {
    this.operand = operand;
    this.zone = zone;
    this.field = field;
    this.name = name;
    this.zones = zones;
    rules = zone != null && zone.constant() instanceof String text ? zones.rules(text) : null;
  }

  @Override
  long integer(Frame frame) {
    Object value = operand.value(frame);
    if (zone != null) {
      return zoned(value, frame);
    }
    if (value instanceof Instant instant) {
      return field.of(instant, 0);
    }
    if (value instanceof Duration duration && field.ofDurations()) {
      return field.of(duration);
    }
    return failed(value, frame);
  }

  private long zoned(Object value, Frame frame) {
    if (value instanceof Instant instant && rules != null) {
      return field.of(instant, frame.zones().offset(rules, instant));
    }
    Object wanted = zone == null ? Errors.WRONG_TYPE : zone.value(frame);
    @Nullable Object problem = Errors.of(value, wanted);
    if (problem != null) {
      return frame.zero(problem);
    }
    if (value instanceof Instant instant && wanted instanceof String text) {
      ZoneRules found = zones.rules(text);
      return found == null
          ? failed(Calls.named(Errors.INVALID, name), frame)
          : field.of(instant, frame.zones().offset(found, instant));
    }
    return failed(value, frame);
  }

  private long failed(Object value, Frame frame) {
    return frame.zero(Errors.isProblem(value) ? value : Calls.named(Errors.WRONG_TYPE, name));
  }
}
