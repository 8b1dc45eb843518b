package dev.writ.cli.doctor.check;

import dev.writ.cli.doctor.web.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may show a page in a frame: {@code frame-ancestors} of a Content Security Policy, or else
 * {@code X-Frame-Options}, which browsers ignore where the former is there.
 */
final class Framing {
  private static final Set<String> CLOSED = Set.of("'none'", "'self'");
  private static final Set<String> OPTIONS = Set.of("deny", "sameorigin");

  private Framing() {}

  static Result of(Reply page) {
    List<List<String>> policies = ancestors(page);
    return policies.isEmpty() ? byOptions(page) : byPolicies(policies);
  }

  /** Every policy holds, so that the strictest is what counts. */
  private static Result byPolicies(List<List<String>> policies) {
    if (policies.stream().anyMatch(CLOSED::containsAll)) {
      return Result.passed();
    }
    boolean open = policies.stream().allMatch(p -> p.stream().anyMatch(s -> isWide(s)));
    String by = Names.listed(policies.getFirst());
    return open
        ? new Result.Failed("it can, by " + by)
        : new Result.Warned("it can, by the sites named: " + by);
  }

  private static boolean isWide(String source) {
    return source.contains("*") || source.endsWith(":");
  }

  private static Result byOptions(Reply page) {
    List<String> options =
        page.values("X-Frame-Options").stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
    if (options.isEmpty()) {
      return new Result.Failed("it has neither `frame-ancestors` nor `X-Frame-Options`");
    }
    return OPTIONS.containsAll(options)
        ? Result.passed()
        : new Result.Failed("`X-Frame-Options` is " + Names.listed(options));
  }

  /** The sources of {@code frame-ancestors} in every policy that has it. */
  private static List<List<String>> ancestors(Reply page) {
    var ancestors = new ArrayList<List<String>>();
    for (String policy : page.values("Content-Security-Policy")) {
      for (String directive : policy.toLowerCase(Locale.ROOT).split(";", -1)) {
        List<String> words = List.of(directive.strip().split("\\s+"));
        if (words.getFirst().equals("frame-ancestors")) {
          ancestors.add(words.subList(1, words.size()));
          break;
        }
      }
    }
    return ancestors;
  }
}
