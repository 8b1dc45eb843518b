package dev.writ.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Issues tokens for a peer, signed with RS256 and 2048 bits. Safe for use by several threads. */
final class TokenIssuer implements AutoCloseable {
  private static final String PEER = "bench";

  private final RsaJsonWebKey key;
  private final HttpServer server;

  private TokenIssuer(RsaJsonWebKey key, HttpServer server) {
    this.key = key;
    this.server = server;
  }

  static TokenIssuer start() throws IOException, JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("one");
    byte[] keys =
        new JsonWebKeySet(key)
            .toJson(OutputControlLevel.PUBLIC_ONLY)
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
          }
        });
    server.start();
    return new TokenIssuer(key, server);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a server has to be told to believe it, and to limit nobody. */
  List<String> options() {
    return List.of(
        "-Dwrit.issuers.bench.url=" + url(),
        "-Dwrit.issuers.bench.jwks=" + url() + "/keys",
        "-Dwrit.issuers.bench.audience=writ",
        "-Dwrit.issuers.bench.peers=true",
        "-Dwrit.peers.token.tokens=" + url() + "|" + PEER,
        "-Dwrit.peers.token.operations=evaluate",
        "-Dwrit.peers.token.subjects=user:*",
        "-Dwrit.peers.token.resources=*",
        "-Dwrit.peers.token.roles.user=member",
        "-Dwrit.local=true",
        "-Dwrit.limits.rate=0");
  }

  /** A token that nobody has seen. */
  String token() {
    long now = Instant.now().getEpochSecond();
    var token = new JsonWebSignature();
    token.setHeader("alg", "RS256");
    token.setHeader("typ", "at+jwt");
    token.setHeader("kid", key.getKeyId());
    token.setPayload(
        """
        {"iss": "%s", "sub": "%s", "aud": "writ", "iat": %d, "exp": %d, "jti": "%s",
         "client_id": "elsewhere", "scope": "openid profile email"}
        """
            .formatted(url(), PEER, now, now + 3_600, UUID.randomUUID()));
    token.setKey(key.getPrivateKey());
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
