package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.CLIENTS;

import dev.writ.cli.doctor.provider.Metadata;
import dev.writ.cli.doctor.provider.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How clients prove who they are, and what binds a token to one. */
final class ClientChecks {
  private static final String METHODS = "token_endpoint_auth_methods_supported";
  private static final String DPOP = "dpop_signing_alg_values_supported";
  private static final String CERTIFICATES = "tls_client_certificate_bound_access_tokens";
  private static final String REQUEST_URI = "request_uri_parameter_supported";
  private static final Set<String> ASYMMETRIC =
      Set.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

  static final List<Check> ALL =
      List.of(
          Check.ofMetadata(
              rule(
                  "client-authentication",
                  "clients can authenticate without a shared secret",
                  "RFC 9700 section 2.5"),
              ClientChecks::authentication),
          Check.ofMetadata(
              rule(
                  "public-clients",
                  "every client authenticates at the token endpoint",
                  "RFC 9700 section 2.5"),
              ClientChecks::publicClients),
          Check.ofMetadata(
              rule("dpop", "tokens can be bound to a client's key", "RFC 9449 section 5.1"),
              ClientChecks::dpop),
          Check.ofMetadata(
              rule(
                  "certificate-bound",
                  "tokens can be bound to a client's certificate",
                  "RFC 8705 section 3.3"),
              ClientChecks::certificates),
          Check.ofMetadata(
              rule("par", "authorization requests can be pushed", "RFC 9126 section 5"),
              metadata ->
                  metadata.text("pushed_authorization_request_endpoint").isPresent()
                      ? Result.passed()
                      : new Result.Warned("there is no endpoint for it")),
          new Check(
              rule(
                  "request-uri",
                  "the provider fetches no request objects from where somebody tells it to",
                  "RFC 9101 section 10.4.1"),
              ClientChecks::requestUri));

  private ClientChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, CLIENTS, title, source);
  }

  private static Result authentication(Metadata metadata) {
    return methods(metadata).stream().anyMatch(ASYMMETRIC::contains)
        ? Result.passed()
        : new Result.Warned("only by " + Names.listed(methods(metadata)));
  }

  private static Result publicClients(Metadata metadata) {
    return methods(metadata).contains("none")
        ? new Result.Warned("`" + METHODS + "` has `none`: some clients do not")
        : Result.passed();
  }

  /** RFC 8414 section 2: by secret, if nothing is said. */
  private static Set<String> methods(Metadata metadata) {
    return metadata.texts(METHODS).orElse(Set.of("client_secret_basic"));
  }

  /** OpenID Connect Discovery section 3: supported unless it is said not to be. */
  private static Result requestUri(Provider provider) {
    Metadata metadata = provider.metadata();
    boolean silent = provider.openId() && !metadata.names().contains(REQUEST_URI);
    boolean fetches = silent || metadata.flag(REQUEST_URI);
    if (!fetches || metadata.flag("require_request_uri_registration")) {
      return Result.passed();
    }
    return new Result.Warned(
        silent
            ? "`" + REQUEST_URI + "` is not there, which for OpenID is a yes"
            : "`" + REQUEST_URI + "` is true, and no URI need be registered");
  }

  private static Result dpop(Metadata metadata) {
    Optional<Set<String>> algorithms = metadata.texts(DPOP);
    if (algorithms.isEmpty()) {
      return new Result.Warned("`" + DPOP + "` is not there");
    }
    List<String> wrong =
        algorithms.get().stream().filter(a -> a.equals("none") || a.startsWith("HS")).toList();
    return wrong.isEmpty()
        ? Result.passed()
        : new Result.Failed("not for proofs: " + Names.listed(wrong));
  }

  private static Result certificates(Metadata metadata) {
    return metadata.flag(CERTIFICATES)
        ? Result.passed()
        : new Result.Warned("`" + CERTIFICATES + "` is not true");
  }
}
