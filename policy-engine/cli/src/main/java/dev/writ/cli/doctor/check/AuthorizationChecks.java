package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.AUTHORIZATION;

import dev.writ.cli.doctor.provider.AuthorizationEndpoint;
import dev.writ.cli.doctor.provider.AuthorizationEndpoint.Answering;
import dev.writ.cli.doctor.provider.AuthorizationResponse;
import dev.writ.cli.doctor.provider.Provider;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Reply;
import dev.writ.compiler.diagnostic.Quote;
import java.util.List;
import java.util.Optional;

/** What the authorization endpoint answers, and the page on which people sign in. */
final class AuthorizationChecks {
  private static final String ISS = "authorization_response_iss_parameter_supported";

  static final List<Check> ALL =
      List.of(
          new Check(
              rule(
                  "client-request",
                  "the client's own request is accepted",
                  "RFC 6749 section 4.1.1"),
              AuthorizationChecks::ownRequest),
          Check.ofMetadata(
              rule(
                  "response-issuer",
                  "the provider says that its responses name it",
                  "RFC 9700 section 2.1"),
              metadata ->
                  metadata.flag(ISS)
                      ? Result.passed()
                      : new Result.Warned("`" + ISS + "` is not true")),
          new Check(
              rule("response-names-issuer", "a response names the issuer", "RFC 9207 section 2"),
              AuthorizationChecks::responseIssuer),
          Check.ofAuthorization(
              rule(
                  "state", "a response repeats the state of its request", "RFC 6749 section 4.1.2"),
              AuthorizationChecks::state),
          Check.ofAuthorization(
              rule("framing", "the login page cannot be framed", "RFC 9700 section 4.16"),
              endpoint -> Framing.of(endpoint.page())),
          Check.ofAuthorization(
              rule(
                  "referrer",
                  "the login page does not tell others its address",
                  "RFC 9700 section 4.2.4"),
              AuthorizationChecks::referrer),
          Check.ofAuthorization(
              rule(
                  "cors",
                  "scripts of other sites cannot read the authorization endpoint",
                  "RFC 9700 section 2.6"),
              AuthorizationChecks::cors));

  private AuthorizationChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, AUTHORIZATION, title, source);
  }

  private static Result ownRequest(Provider provider) {
    return provider.authorization() instanceof AuthorizationEndpoint.Unusable unusable
        ? new Result.Failed(unusable.reason())
        : Check.probed(provider, endpoint -> Result.passed());
  }

  private static Result responseIssuer(Provider provider) {
    return Check.probed(provider, endpoint -> responseIssuer(provider, endpoint));
  }

  private static Result responseIssuer(Provider provider, Answering endpoint) {
    if (!answersClient(endpoint)) {
      return noResponse();
    }
    Optional<String> named = AuthorizationResponse.of(endpoint.silent()).value("iss");
    if (named.isPresent()) {
      return named.get().equals(provider.issuer())
          ? Result.passed()
          : new Result.Failed("it names " + Quote.of(named.get()));
    }
    return provider.metadata().flag(ISS)
        ? new Result.Failed("it does not, although the metadata says so")
        : new Result.Warned("it does not");
  }

  private static Result state(Answering endpoint) {
    if (!answersClient(endpoint)) {
      return noResponse();
    }
    String sent = endpoint.request().value("state");
    return AuthorizationResponse.of(endpoint.silent())
            .value("state")
            .filter(sent::equals)
            .isPresent()
        ? Result.passed()
        : new Result.Failed("it does not");
  }

  private static boolean answersClient(Answering endpoint) {
    return AuthorizationResponse.of(endpoint.silent()).accepts();
  }

  private static Result noResponse() {
    return new Result.NotMade("needs a login: the provider does not answer `prompt=none`");
  }

  private static Result referrer(Answering endpoint) {
    Reply page = endpoint.page();
    List<String> policies = page.values("Referrer-Policy");
    boolean closed =
        !policies.isEmpty()
            && List.of("no-referrer", "same-origin", "strict-origin", "origin")
                .contains(policies.getLast());
    return closed
        ? Result.passed()
        : new Result.Warned("its `Referrer-Policy` is " + Names.listed(policies));
  }

  private static Result cors(Answering endpoint) throws NoAnswer {
    List<String> allowed = endpoint.askFrom(Attacker.ORIGIN).values("Access-Control-Allow-Origin");
    return allowed.isEmpty()
        ? Result.passed()
        : new Result.Failed("they can: " + Names.listed(allowed));
  }
}
