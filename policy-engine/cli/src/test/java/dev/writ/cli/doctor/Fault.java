package dev.writ.cli.doctor;

import static dev.writ.cli.doctor.FakeProvider.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Something wrong with a provider.
 *
 * @param what for people
 * @param result that the checks {@code ids}, and no others, then have
 */
record Fault(String what, Set<String> ids, String result, Consumer<FakeProvider> spoil) {
  private static final String ALGORITHMS = "_alg_values_supported";

  static List<Fault> all() {
    var faults = new ArrayList<Fault>();
    faults.addAll(ofMetadata());
    faults.addAll(ofGrants());
    faults.addAll(ofAlgorithms());
    faults.addAll(ofKeys());
    faults.addAll(ofClients());
    faults.addAll(ofLogin());
    faults.addAll(ofRedirects());
    return faults;
  }

  @Override
  public String toString() {
    return what;
  }

  private static Fault failed(String what, String id, Consumer<FakeProvider> spoil) {
    return new Fault(what, Set.of(id), "failed", spoil);
  }

  private static Fault warned(String what, String id, Consumer<FakeProvider> spoil) {
    return new Fault(what, Set.of(id), "warned", spoil);
  }

  private static Consumer<FakeProvider> members(Consumer<ObjectNode> change) {
    return fake -> change.accept(fake.metadata);
  }

  private static Consumer<FakeProvider> member(String name, String... values) {
    return fake -> texts(fake.metadata, name, values);
  }

  private static Consumer<FakeProvider> without(String name) {
    return fake -> fake.metadata.remove(name);
  }

  private static Consumer<FakeProvider> key(Consumer<ObjectNode> change) {
    return fake -> change.accept((ObjectNode) fake.keys.get(0));
  }

  private static List<Fault> ofMetadata() {
    return List.of(
        failed("another issuer", "issuer", members(m -> m.put("issuer", "https://id.example"))),
        failed("a slash more", "issuer", fake -> fake.metadata.put("issuer", fake.issuer() + "/")),
        new Fault(
            "no issuer",
            Set.of("issuer", "issuer-form", "required-metadata"),
            "failed",
            without("issuer")),
        new Fault(
            "an issuer that is a number",
            Set.of("issuer", "issuer-form", "https"),
            "failed",
            members(m -> m.put("issuer", 7))),
        new Fault(
            "an issuer with a query",
            Set.of("issuer", "issuer-form"),
            "failed",
            fake -> fake.metadata.put("issuer", fake.issuer() + "?x=1")),
        failed(
            "a plain endpoint",
            "https",
            members(m -> m.put("token_endpoint", "http://id.example/token"))),
        failed(
            "a plain alias",
            "https",
            members(
                m ->
                    m.putObject("mtls_endpoint_aliases")
                        .put("token_endpoint", "http://id.example"))),
        failed(
            "an endpoint that is no address",
            "https",
            members(m -> m.put("token_endpoint", "https://a b"))),
        warned(
            "a plain endpoint on this machine",
            "https",
            members(m -> m.put("token_endpoint", "http://127.0.0.1:8080/token"))),
        failed("no token endpoint", "required-metadata", without("token_endpoint")),
        new Fault(
            "metadata and keys as a page",
            Set.of("metadata-type"),
            "warned",
            fake -> fake.type = "text/html"));
  }

  private static List<Fault> ofGrants() {
    String grants = "grant_types_supported";
    String challenges = "code_challenge_methods_supported";
    String responses = "response_types_supported";
    return List.of(
        failed("the implicit grant", "implicit-grant", member(grants, "implicit")),
        warned("the implicit grant by silence", "implicit-grant", without(grants)),
        failed("tokens in responses", "token-response", member(responses, "code", "code token")),
        warned("ID tokens in responses", "token-response", member(responses, "code id_token")),
        failed("the password grant", "password-grant", member(grants, "password")),
        failed("no PKCE", "pkce-s256", without(challenges)),
        failed("plain PKCE too", "pkce-plain", member(challenges, "S256", "plain")),
        failed("tokens on request", "implicit-refused", fake -> fake.login.givesTokens = true),
        failed("plain on request", "pkce-plain-refused", fake -> fake.login.takesPlain = true),
        warned("no need of PKCE", "pkce-required", fake -> fake.login.needsChallenge = false));
  }

  private static List<Fault> ofAlgorithms() {
    String idToken = "id_token_signing" + ALGORITHMS;
    return List.of(
        failed("unsigned ID tokens", "id-token-signed", member(idToken, "RS256", "none")),
        failed("NONE in capitals", "id-token-signed", member(idToken, "RS256", "NONE")),
        failed(
            "unsigned user info",
            "userinfo-signed",
            member("userinfo_signing" + ALGORITHMS, "none")),
        failed(
            "unsigned request objects",
            "request-object-signed",
            member("request_object_signing" + ALGORITHMS, "none")),
        failed(
            "unsigned assertions",
            "client-assertion-signed",
            member("token_endpoint_auth_signing" + ALGORITHMS, "none")),
        failed(
            "unsigned responses",
            "other-algorithms",
            member("authorization_signing" + ALGORITHMS, "RS256", "none")),
        failed("secrets only", "asymmetric-id-token", member(idToken, "HS256")),
        warned("old encryption", "rsa1-5", member("id_token_encryption" + ALGORITHMS, "RSA1_5")));
  }

  private static List<Fault> ofKeys() {
    String secp256k1Point = "eZkwX7pNPS1Pk_nUZ0QKKTOqOJGJfXlQZcQnXwHBRqg";
    return List.of(
        failed("no key", "keys", fake -> fake.keys.removeAll()),
        failed("a key for encryption only", "keys", key(k -> k.put("use", "enc"))),
        failed(
            "a short key", "key-sizes", fake -> fake.keys.removeAll().add(FakeProvider.rsa(1024))),
        failed(
            "a curve that is not known",
            "key-sizes",
            key(
                k ->
                    k.put("kty", "EC")
                        .put("crv", "secp256k1")
                        .put("x", secp256k1Point)
                        .put("y", secp256k1Point))),
        failed("a kind that is not known", "key-sizes", key(k -> k.put("kty", "XYZ"))),
        failed("a key of which a part is a number", "key-sizes", key(k -> k.put("n", 5))),
        failed("a private key", "private-keys", key(k -> k.put("d", "AQAB"))),
        new Fault(
            "a secret",
            Set.of("private-keys", "key-sizes"),
            "failed",
            key(k -> k.put("kty", "oct").put("k", "c2VjcmV0"))),
        failed("a key twice", "key-ids", fake -> fake.keys.add(fake.keys.get(0).deepCopy())),
        failed(
            "keys without ids",
            "key-ids",
            fake -> {
              fake.keys.add(fake.keys.get(0).deepCopy());
              fake.keys.forEach(k -> ((ObjectNode) k).remove("kid"));
            }),
        warned("a key without use", "key-use", key(k -> k.remove("use"))),
        warned("a key without algorithm", "key-algorithm", key(k -> k.remove("alg"))),
        new Fault(
            "keys on a plain address",
            Set.of(
                "https",
                "keys",
                "key-sizes",
                "private-keys",
                "key-ids",
                "key-use",
                "key-algorithm"),
            "failed",
            members(m -> m.put("jwks_uri", "http://id.example/jwks"))));
  }

  private static List<Fault> ofClients() {
    String methods = "token_endpoint_auth_methods_supported";
    String dpop = "dpop_signing" + ALGORITHMS;
    return List.of(
        warned("secrets only", "client-authentication", member(methods, "client_secret_basic")),
        warned("secrets by silence", "client-authentication", without(methods)),
        warned("public clients", "public-clients", member(methods, "private_key_jwt", "none")),
        warned("no DPoP", "dpop", without(dpop)),
        failed("DPoP with a secret", "dpop", member(dpop, "HS256")),
        warned(
            "no certificates",
            "certificate-bound",
            without("tls_client_certificate_bound_access_tokens")),
        new Fault(
            "certificates perhaps",
            Set.of("certificate-bound"),
            "failed",
            members(m -> m.put("tls_client_certificate_bound_access_tokens", "yes"))),
        warned("no PAR", "par", without("pushed_authorization_request_endpoint")),
        warned(
            "requests from anywhere",
            "request-uri",
            members(m -> m.put("request_uri_parameter_supported", true))),
        warned(
            "requests from anywhere by silence",
            "request-uri",
            without("request_uri_parameter_supported")));
  }

  private static List<Fault> ofLogin() {
    String policy = "Content-Security-Policy";
    return List.of(
        warned(
            "nothing said of the issuer",
            "response-issuer",
            without("authorization_response_iss_parameter_supported")),
        failed("no issuer", "response-names-issuer", fake -> fake.login.iss = ""),
        failed("another", "response-names-issuer", fake -> fake.login.iss = "https://id.example"),
        new Fault(
            "neither",
            Set.of("response-issuer", "response-names-issuer"),
            "warned",
            fake -> {
              fake.login.iss = "";
              fake.metadata.remove("authorization_response_iss_parameter_supported");
            }),
        failed("another state", "state", fake -> fake.login.repeatsState = false),
        failed("frames", "framing", fake -> fake.login.headers.remove(policy)),
        failed(
            "frames of everybody",
            "framing",
            fake -> fake.login.headers.put(policy, "frame-ancestors 'self' *")),
        failed(
            "a policy wider than the option",
            "framing",
            fake -> {
              fake.login.headers.put(policy, "frame-ancestors https:");
              fake.login.headers.put("X-Frame-Options", "DENY");
            }),
        failed(
            "frames by an option that browsers ignore",
            "framing",
            fake -> {
              fake.login.headers.remove(policy);
              fake.login.headers.put("X-Frame-Options", "ALLOW-FROM https://shop.example");
            }),
        warned(
            "frames of one",
            "framing",
            fake -> fake.login.headers.put(policy, "frame-ancestors https://shop.example")),
        warned(
            "the address told", "referrer", fake -> fake.login.headers.remove("Referrer-Policy")),
        warned(
            "the address told to all",
            "referrer",
            fake -> fake.login.headers.put("Referrer-Policy", "no-referrer, unsafe-url")),
        failed(
            "scripts may read",
            "cors",
            fake -> fake.login.headers.put("Access-Control-Allow-Origin", "*")));
  }

  private static List<Fault> ofRedirects() {
    return List.of(
        redirect("other-host", "https://attacker.example/callback"::equals),
        redirect("added-host", "https://shop.example.attacker.example/callback"::equals),
        redirect("subdomain", "https://attacker.shop.example/callback"::equals),
        redirect("scheme-downgrade", "http://shop.example/callback"::equals),
        redirect("other-path", "https://shop.example/attacker"::equals),
        redirect("appended-path", "https://shop.example/callback/attacker"::equals),
        redirect("path-traversal", "https://shop.example/callback/../attacker"::equals),
        redirect("added-query", "https://shop.example/callback?attacker=1"::equals),
        redirect("other-port", "https://shop.example:4443/callback"::equals),
        redirect("user-info", "https://shop.example@attacker.example/callback"::equals),
        redirect("localhost", "https://localhost/callback"::equals),
        redirect("localhost-domain", "https://localhost.attacker.example/callback"::equals),
        failed(
            "the first of two",
            "redirect-two-values",
            fake -> fake.login.ignoresSecondRedirectUri = true),
        failed(
            "the second of two",
            "redirect-two-values",
            fake -> fake.login.takesSecondRedirectUri = true));
  }

  private static Fault redirect(String kind, Predicate<String> accepted) {
    return failed(kind, "redirect-" + kind, fake -> fake.login.alsoAccepts = accepted);
  }
}
