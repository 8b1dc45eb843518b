package dev.writ.cli.doctor.check;

import dev.writ.compiler.diagnostic.Quote;
import java.util.Collection;
import java.util.stream.Collectors;

/** Several of the provider's words in a sentence. */
final class Names {
  private static final int MOST = 5;

  private Names() {}

  /** Such as {@code `a`, `b` and 3 more}. */
  static String listed(Collection<String> names) {
    String first = names.stream().limit(MOST).map(Quote::of).collect(Collectors.joining(", "));
    int rest = names.size() - MOST;
    return rest > 0 ? first + " and " + rest + " more" : first;
  }
}
