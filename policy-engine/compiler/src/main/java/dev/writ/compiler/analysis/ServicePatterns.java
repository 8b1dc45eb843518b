package dev.writ.compiler.analysis;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.ServicePattern;
import java.util.Optional;

/** Reads patterns of SPIFFE IDs. */
final class ServicePatterns {

  private ServicePatterns() {}

  /** The pattern, or none, which is reported. */
  static Optional<ServicePattern> read(Located<String> written, Problems problems) {
    try {
      return Optional.of(ServicePattern.of(written.value()));
    } catch (IllegalArgumentException e) {
      String message = "`" + written.value() + "` is no SPIFFE ID pattern: " + e.getMessage();
      problems.add(
          Problem.error("invalid-service-pattern", written.location(), message)
              .withHelp("a pattern looks like `spiffe://shop.example/ns/*/sa/ledger`"));
      return Optional.empty();
    }
  }
}
