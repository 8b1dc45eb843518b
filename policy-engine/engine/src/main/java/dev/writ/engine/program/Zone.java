package dev.writ.engine.program;

import java.time.zone.ZoneRules;

/**
 * A time zone with its rules as of compiling, so that every decision point uses the same.
 *
 * @param name the IANA name
 * @param rules built from data by the JDK's own {@link ZoneRules#of}
 */
public record Zone(String name, ZoneRules rules) {}
