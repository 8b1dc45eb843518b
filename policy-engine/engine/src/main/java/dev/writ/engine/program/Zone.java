package dev.writ.engine.program;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * A time zone with its rules as of compiling, so that every decision point uses the same.
 *
 * @param name the IANA name
 * @param rules wall-clock offsets only: a zone's history of standard offsets is left out, since
 *     nothing asks for it
 */
public record Zone(String name, ZoneRules rules) {
  public Zone {
    List<ZoneOffsetTransition> transitions = rules.getTransitions();
    ZoneOffset first =
        transitions.isEmpty()
            ? rules.getOffset(Instant.EPOCH)
            : transitions.getFirst().getOffsetBefore();
    rules = ZoneRules.of(first, first, List.of(), transitions, rules.getTransitionRules());
  }
}
