package dev.writ.server.token;

import dev.writ.server.token.jwt.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts tokens by use and by what came of them; both are closed sets. */
@Singleton
class TokenMeters {

  /** What a token is for. */
  enum Use {
    PEER,
    SUBJECT
  }

  private final MeterRegistry meters;

  TokenMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void verified(Use use) {
    count(use, "verified");
  }

  void refused(Use use, Reason reason) {
    count(use, reason.code());
  }

  private void count(Use use, String outcome) {
    meters
        .counter("writ.tokens", "use", use.name().toLowerCase(Locale.ROOT), "outcome", outcome)
        .increment();
  }
}
