package dev.writ.compiler.analysis;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.request.SpiffeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads patterns of SPIFFE IDs. */
final class ServicePatterns {

  private static final String SCHEME = "spiffe://";

  private ServicePatterns() {}

  /** The pattern, or none, which is reported. */
  static Optional<ServicePattern> read(Located<String> written, Problems problems) {
    String fault = fault(written.value());
    if (fault != null) {
      String message = "`" + written.value() + "` is no SPIFFE ID pattern: " + fault;
      problems.add(
          Problem.error("invalid-service-pattern", written.location(), message)
              .withHelp("a pattern looks like `spiffe://shop.example/ns/*/sa/ledger`"));
      return Optional.empty();
    }
    String[] parts = parts(written.value());
    return Optional.of(new ServicePattern(parts[0], List.of(parts).subList(1, parts.length)));
  }

  private static @Nullable String fault(String text) {
    if (!text.startsWith(SCHEME)) {
      return "it does not begin with `spiffe://`";
    }
    String[] parts = parts(text);
    if (parts[0].contains("*")) {
      return "the trust domain is literal";
    }
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals(ServicePattern.REST) && i < parts.length - 1) {
        return "`**` may only be the last segment";
      }
      if (parts[i].contains("*") && !isWildcard(parts[i])) {
        return "`*` stands for a whole segment";
      }
    }
    return SpiffeId.parse(example(parts)) == null ? "it is not a valid SPIFFE ID" : null;
  }

  /** An ID that the pattern matches, if it is one. */
  private static String example(String[] parts) {
    StringBuilder id = new StringBuilder(SCHEME).append(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      id.append('/').append(isWildcard(parts[i]) ? "x" : parts[i]);
    }
    return id.toString();
  }

  private static boolean isWildcard(String segment) {
    return segment.equals(ServicePattern.ONE) || segment.equals(ServicePattern.REST);
  }

  private static String[] parts(String text) {
    return text.substring(SCHEME.length()).split("/", -1);
  }
}
