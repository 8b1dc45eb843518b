package dev.writ.engine.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Timestamps as text: RFC 3339, years 1 to 9999, as CEL and its JSON form have them. */
public final class Timestamps {
  private static final long FIRST = -62_135_596_800L;
  private static final long LAST = 253_402_300_799L;

  private Timestamps() {}

  /** Reads a timestamp; null where the text is none or out of range. */
  public static @Nullable Instant parse(String text) {
    if (text.length() < 20 || text.length() > 35 || text.charAt(4) != '-') {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
      return inRange(instant) ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether an instant lies in the years 1 to 9999. */
  public static boolean inRange(Instant instant) {
    return instant.getEpochSecond() >= FIRST && instant.getEpochSecond() <= LAST;
  }
}
