package dev.writ.engine.expr;

import java.time.Instant;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The offset asked for last: a condition asks for several fields of the same time in one zone. */
final class ZoneMemo {
  private @Nullable ZoneRules rules;
  private @Nullable Instant instant;
  private int offset;

  /** The zone's offset in seconds at an instant. */
  int offset(ZoneRules rules, Instant instant) {
    if (this.rules != rules || this.instant != instant) {
      offset = rules.getOffset(instant).getTotalSeconds();
      this.rules = rules;
      this.instant = instant;
    }
    return offset;
  }
}
