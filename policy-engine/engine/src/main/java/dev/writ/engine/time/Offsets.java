package dev.writ.engine.time;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The offsets of a zone, with the one in force kept until its next change: nearly every request
 * asks for the same. Thread-safe: what is kept is one immutable object, and a lost race only looks
 * up again.
 */
final class Offsets {
  /** An offset in seconds and the epoch seconds for which it holds, {@code until} exclusive. */
  private record Span(long from, long until, int offset) {}

  private final ZoneRules rules;
  private Span last = new Span(0, 0, 0);

  Offsets(ZoneRules rules) {
    this.rules = rules;
  }

  /** The offset in seconds at an instant. */
  int at(Instant instant) {
    Span span = last;
    long second = instant.getEpochSecond();
    if (second < span.from || second >= span.until) {
      span = find(instant);
      last = span;
    }
    return span.offset;
  }

  private Span find(Instant instant) {
    // A second later than asked, so that a change at this very second counts as past.
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    return new Span(
        before == null ? Long.MIN_VALUE : before.toEpochSecond(),
        after == null ? Long.MAX_VALUE : after.toEpochSecond(),
        rules.getOffset(instant).getTotalSeconds());
  }
}
