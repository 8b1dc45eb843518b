package dev.writ.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A realm of a {@link Keycloak}: its tokens, as applications fetch them, and its administration.
 * What Keycloak refuses is a {@link Refusal}.
 */
public final class Realm {

  private final String name;
  private final URI server;
  private final Web web;
  private final Supplier<String> adminToken;

  Realm(String name, URI server, Web web, Supplier<String> adminToken) {
    this.name = name;
    this.server = server;
    this.web = web;
    this.adminToken = adminToken;
  }

  /** What its tokens state as {@code iss}. */
  public String issuer() {
    return server + "/realms/" + name;
  }

  public URI tokenEndpoint() {
    return protocol("token");
  }

  public URI introspectionEndpoint() {
    return protocol("token/introspect");
  }

  public URI jwksUri() {
    return protocol("certs");
  }

  /** A token for a client itself (RFC 6749, 4.4). */
  public Tokens clientCredentials(String client, String secret) {
    return clientCredentials(client, secret, Map.of());
  }

  /** The same with headers of its own, such as {@code DPoP}. */
  public Tokens clientCredentials(String client, String secret, Map<String, String> headers) {
    return token(
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret),
        headers);
  }

  /**
   * A user's tokens without a browser, through the client {@code direct}, which exists for this
   * alone: applications use the authorization code flow.
   */
  public Tokens passwordLogin(String user, String password) {
    return passwordLogin("direct", user, password);
  }

  /** The same through another public client with direct grants. */
  public Tokens passwordLogin(String client, String user, String password) {
    return token(
        Map.of(
            "grant_type", "password",
            "scope", "openid",
            "client_id", client,
            "username", user,
            "password", password),
        Map.of());
  }

  /** New tokens for a refresh token, which is then used up. */
  public Tokens refresh(String client, String refreshToken) {
    return token(
        Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", refreshToken),
        Map.of());
  }

  /**
   * A client's token for one it was given (RFC 8693), meant for another audience, which is also the
   * scope.
   */
  public Tokens exchange(String client, String secret, String subjectToken, String audience) {
    return token(
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
            "subject_token", subjectToken,
            "audience", audience,
            "scope", audience,
            "client_id", client,
            "client_secret", secret),
        Map.of());
  }

  /** Any other call of the token endpoint. */
  public Tokens token(Map<String, String> form, Map<String, String> headers) {
    return Tokens.of(web.post(tokenEndpoint(), form, headers));
  }

  /** What the realm says of a token (RFC 7662). */
  public JsonNode introspect(String client, String secret, String token) {
    return web.post(
        introspectionEndpoint(),
        Map.of("client_id", client, "client_secret", secret, "token", token),
        Map.of());
  }

  /** Its keys now (RFC 7517). */
  public JsonNode keys() {
    return web.get(jwksUri(), "");
  }

  /** Adds a user whose password is the name, with realm roles that exist. */
  public void createUser(String user, String... roles) {
    ObjectNode body = Web.JSON.createObjectNode();
    body.put("username", user).put("enabled", true);
    body.put("email", user + "@shop.example").put("emailVerified", true);
    body.put("firstName", user).put("lastName", "Example");
    body.putArray("credentials").addObject().put("type", "password").put("value", user);
    web.send("POST", admin("users"), adminToken.get(), body.toString());
    var granted = Web.JSON.createArrayNode();
    List.of(roles).forEach(role -> granted.add(get("roles/" + role)));
    admin("POST", "users/" + userId(user) + "/role-mappings/realm", granted.toString());
  }

  /** The id that tokens state as {@code sub}. */
  public String userId(String user) {
    return get("users?exact=true&username=" + encode(user)).path(0).path("id").asText();
  }

  /** Ends all sessions of a user; applications with a back-channel logout URL are told. */
  public void logout(String user) {
    admin("POST", "users/" + userId(user) + "/logout", "");
  }

  /** From now on tokens are signed with a new RS256 key; the old ones stay in the JWKS. */
  public void rotateKeys() {
    ObjectNode key = Web.JSON.createObjectNode();
    long priority = System.currentTimeMillis();
    key.put("name", "rsa-" + priority).put("providerId", "rsa-generated");
    key.put("providerType", "org.keycloak.keys.KeyProvider");
    ObjectNode config = key.putObject("config");
    config.putArray("priority").add(Long.toString(priority));
    config.putArray("algorithm").add("RS256");
    admin("POST", "components", key.toString());
  }

  /** Removes all signing keys but the newest from the JWKS. */
  public void dropOldKeys() {
    String newest = "";
    long highest = Long.MIN_VALUE;
    Map<String, Long> generated = new LinkedHashMap<>();
    for (JsonNode key : get("components?type=org.keycloak.keys.KeyProvider")) {
      if (key.path("providerId").asText().equals("rsa-generated")) {
        long priority = key.path("config").path("priority").path(0).asLong();
        generated.put(key.path("id").asText(), priority);
        if (priority > highest) {
          highest = priority;
          newest = key.path("id").asText();
        }
      }
    }
    generated.remove(newest);
    generated.keySet().forEach(id -> admin("DELETE", "components/" + id, ""));
  }

  /** Changes a client, such as its redirect URIs. */
  public void changeClient(String clientId, Consumer<ObjectNode> change) {
    JsonNode client = get("clients?clientId=" + encode(clientId)).path(0);
    change.accept((ObjectNode) client);
    admin("PUT", "clients/" + client.path("id").asText(), client.toString());
  }

  private JsonNode get(String path) {
    return web.get(admin(path), adminToken.get());
  }

  private void admin(String method, String path, String body) {
    web.send(method, admin(path), adminToken.get(), body);
  }

  private URI admin(String path) {
    return server.resolve("/admin/realms/" + name + "/" + path);
  }

  private URI protocol(String path) {
    return URI.create(issuer() + "/protocol/openid-connect/" + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
