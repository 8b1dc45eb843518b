package dev.writ.server.bundle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Parser;

/** What a client prefers (RFC 7240). */
final class Wish {
  private Wish() {}

  /**
   * How long it would wait; empty where it does not say, or not in a way that is understood:
   * preferences never fail a request.
   */
  static Optional<Duration> toWait(List<String> lines) {
    try {
      var lower = lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
      return new Parser(lower).parseDictionary().get().get("wait") instanceof IntegerItem wait
              && wait.getAsLong() > 0
          ? Optional.of(Duration.ofSeconds(wait.getAsLong()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
