package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.REDIRECTS;

import dev.writ.cli.doctor.provider.Addresses;
import dev.writ.cli.doctor.provider.AuthorizationEndpoint.Answering;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Reply;
import dev.writ.compiler.diagnostic.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Redirect URIs are compared exactly: requests with changed ones are sent, and must be refused. */
final class RedirectChecks {
  private static final String SOURCE = "RFC 9700 section 2.1";

  static final List<Check> ALL =
      Stream.concat(
              Arrays.stream(Tampering.values()).map(RedirectChecks::tampered),
              Stream.of(
                  Check.ofAuthorization(
                      new Rule(
                          "redirect-two-values",
                          REDIRECTS,
                          "a second redirect URI beside the registered one is refused",
                          "RFC 6749 section 3.1"),
                      RedirectChecks::twoValues)))
          .toList();

  private RedirectChecks() {}

  private static Check tampered(Tampering tampering) {
    String id = "redirect-" + tampering.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String title = "a redirect URI that leads to " + tampering.words() + " is refused";
    return Check.ofAuthorization(
        new Rule(id, REDIRECTS, title, SOURCE), endpoint -> tamper(tampering, endpoint));
  }

  private static Result tamper(Tampering tampering, Answering endpoint) throws NoAnswer {
    String registered = endpoint.client().redirectUri();
    Optional<String> changed = tampering.of(Addresses.parse(registered));
    if (changed.isEmpty()) {
      return new Result.NotMade(Quote.of(registered) + " cannot be changed so");
    }
    String target = changed.get();
    Reply reply = endpoint.ask(endpoint.request().with("redirect_uri", target));
    return switch (endpoint.taken(reply, target)) {
      case REFUSED -> Result.passed();
      case ACCEPTED -> new Result.Failed(Quote.of(target) + " is taken like the registered one");
      case FOLLOWED -> new Result.Failed("the browser is sent to " + Quote.of(target));
    };
  }

  private static Result twoValues(Answering endpoint) throws NoAnswer {
    String target = Attacker.ORIGIN + "/callback";
    Reply reply = endpoint.ask(endpoint.request().and("redirect_uri", target));
    if (endpoint.leadsTo(reply, target)) {
      return new Result.Failed("the browser is sent to the second, " + Quote.of(target));
    }
    return endpoint.taken(reply, endpoint.client().redirectUri()) == Answering.Taken.REFUSED
        ? Result.passed()
        : new Result.Failed("it is ignored");
  }
}
