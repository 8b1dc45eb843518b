package dev.writ.cli.doctor.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An authorization request (RFC 6749 section 4.1.1, with PKCE), of which single parameters can be
 * other than they should be. Immutable.
 */
public final class AuthorizationRequest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Parameter(String name, String value) {
    String encoded() {
      return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
  }

  private final List<Parameter> parameters;

  private AuthorizationRequest(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /** As it should be. */
  static AuthorizationRequest of(Client client, boolean openId) {
    AuthorizationRequest request =
        new AuthorizationRequest(List.of())
            .with("response_type", "code")
            .with("client_id", client.id())
            .with("redirect_uri", client.redirectUri())
            .with("state", random())
            .with("code_challenge", sha256(random()))
            .with("code_challenge_method", "S256");
    return openId ? request.with("scope", "openid").with("nonce", random()) : request;
  }

  /** With this value of a parameter and no other. */
  public AuthorizationRequest with(String name, String value) {
    return without(name).and(name, value);
  }

  /** With a further value of a parameter. */
  public AuthorizationRequest and(String name, String value) {
    var more = new ArrayList<>(parameters);
    more.add(new Parameter(name, value));
    return new AuthorizationRequest(more);
  }

  /** Without any value of a parameter. */
  public AuthorizationRequest without(String name) {
    return new AuthorizationRequest(
        parameters.stream().filter(p -> !p.name().equals(name)).toList());
  }

  /** The value of a parameter that is there. */
  public String value(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().value();
  }

  /** Where a browser goes with it. */
  URI at(URI endpoint) {
    String query = parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String sha256(String text) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
