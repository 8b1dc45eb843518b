package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.GRANTS;

import dev.writ.cli.doctor.provider.AuthorizationEndpoint.Answering;
import dev.writ.cli.doctor.provider.AuthorizationEndpoint.Answering.Taken;
import dev.writ.cli.doctor.provider.AuthorizationRequest;
import dev.writ.cli.doctor.provider.Metadata;
import dev.writ.cli.doctor.web.NoAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How tokens are got: no grant that gives them away, and PKCE. */
final class GrantChecks {
  private static final String GRANT_TYPES = "grant_types_supported";
  private static final String RESPONSE_TYPES = "response_types_supported";
  private static final String CHALLENGES = "code_challenge_methods_supported";

  static final List<Check> ALL =
      List.of(
          Check.ofMetadata(
              rule("implicit-grant", "the implicit grant is not offered", "RFC 9700 section 2.1.2"),
              GrantChecks::implicitGrant),
          Check.ofMetadata(
              rule(
                  "token-response",
                  "no token is issued by the authorization endpoint",
                  "RFC 9700 section 2.1.2"),
              GrantChecks::tokenResponse),
          Check.ofMetadata(
              rule("password-grant", "the password grant is not offered", "RFC 9700 section 2.4"),
              GrantChecks::passwordGrant),
          Check.ofMetadata(
              rule("pkce-s256", "PKCE with S256 is offered", "RFC 9700 section 2.1.1"),
              GrantChecks::s256),
          Check.ofMetadata(
              rule("pkce-plain", "PKCE without a hash is not offered", "RFC 9700 section 2.1.1"),
              GrantChecks::plain),
          Check.ofAuthorization(
              rule(
                  "implicit-refused",
                  "a request for a token from the authorization endpoint is refused",
                  "RFC 9700 section 2.1.2"),
              endpoint -> refused(endpoint, endpoint.request().with("response_type", "token"))),
          Check.ofAuthorization(
              rule(
                  "pkce-plain-refused",
                  "a request with a challenge without a hash is refused",
                  "RFC 9700 section 2.1.1"),
              endpoint ->
                  refused(endpoint, endpoint.request().with("code_challenge_method", "plain"))),
          Check.ofAuthorization(
              rule("pkce-required", "a request without PKCE is refused", "RFC 9700 section 2.1.1"),
              GrantChecks::pkceRequired));

  private GrantChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, GRANTS, title, source);
  }

  private static Result implicitGrant(Metadata metadata) {
    Optional<Set<String>> grants = metadata.texts(GRANT_TYPES);
    if (grants.isEmpty()) {
      return new Result.Warned(
          "`" + GRANT_TYPES + "` is not there, which by RFC 8414 offers the implicit grant");
    }
    return lacks(grants.get(), GRANT_TYPES, "implicit");
  }

  private static Result tokenResponse(Metadata metadata) {
    Set<String> types = metadata.texts(RESPONSE_TYPES).orElse(Set.of());
    List<String> leaking = having(types, "token");
    if (!leaking.isEmpty()) {
      return new Result.Failed("offered: " + Names.listed(leaking));
    }
    List<String> identity = having(types, "id_token");
    return identity.isEmpty()
        ? Result.passed()
        : new Result.Warned("ID tokens go through the browser: " + Names.listed(identity));
  }

  private static List<String> having(Set<String> types, String word) {
    return types.stream().filter(type -> List.of(type.split(" ", -1)).contains(word)).toList();
  }

  private static Result passwordGrant(Metadata metadata) {
    return lacks(metadata.texts(GRANT_TYPES).orElse(Set.of()), GRANT_TYPES, "password");
  }

  private static Result s256(Metadata metadata) {
    return metadata.texts(CHALLENGES).orElse(Set.of()).contains("S256")
        ? Result.passed()
        : new Result.Failed("`" + CHALLENGES + "` lacks `S256`");
  }

  private static Result plain(Metadata metadata) {
    return lacks(metadata.texts(CHALLENGES).orElse(Set.of()), CHALLENGES, "plain");
  }

  private static Result lacks(Set<String> values, String member, String unwanted) {
    return values.contains(unwanted)
        ? new Result.Failed("`" + member + "` has `" + unwanted + "`")
        : Result.passed();
  }

  private static Result refused(Answering endpoint, AuthorizationRequest request) throws NoAnswer {
    return isRefused(endpoint, request)
        ? Result.passed()
        : new Result.Failed("it is accepted from this client");
  }

  private static Result pkceRequired(Answering endpoint) throws NoAnswer {
    AuthorizationRequest request =
        endpoint.request().without("code_challenge").without("code_challenge_method");
    return isRefused(endpoint, request)
        ? Result.passed()
        : new Result.Warned("it is accepted from this client; for a public client that is wrong");
  }

  private static boolean isRefused(Answering endpoint, AuthorizationRequest request)
      throws NoAnswer {
    return endpoint.taken(endpoint.ask(request), endpoint.client().redirectUri()) == Taken.REFUSED;
  }
}
