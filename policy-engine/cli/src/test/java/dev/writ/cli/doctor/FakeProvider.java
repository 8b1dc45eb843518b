package dev.writ.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.writ.cli.Run;
import dev.writ.testbed.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKey;

/** An OpenID provider in which all is well, until a test spoils something. Speaks TLS. */
final class FakeProvider implements AutoCloseable {
  static final String CLIENT = "shop";
  static final String REDIRECT_URI = "https://shop.example/callback";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("fake");
  private static final SSLContext TLS = AUTHORITY.presenting(AUTHORITY.server());
  private static final ObjectNode RSA = rsa(2048);

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final ObjectNode metadata;
  final ArrayNode keys = JSON.createArrayNode();
  final FakeLogin login;
  String type = "application/json";

  FakeProvider() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(TLS));
    server.setExecutor(threads);
    metadata = metadata(issuer());
    keys.add(RSA.deepCopy());
    login = new FakeLogin(issuer());
    on("/.well-known/openid-configuration", exchange -> answer(exchange, type, metadata));
    on("/jwks", exchange -> answer(exchange, type, JSON.createObjectNode().set("keys", keys)));
    on("/authorize", login);
    server.start();
  }

  String issuer() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /** The authority that vouches for it, in a file. */
  private static Path authority() {
    try {
      Path file = Files.createTempFile("authority", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, AUTHORITY.pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a path, also instead of how it was answered before. */
  void on(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      // there was none
    }
    server.createContext(path, handler);
  }

  /** Runs the doctor against it, as a client, with more arguments. */
  Run doctor(String... more) {
    return doctorWithoutClient(
        Stream.concat(
                Stream.of("--client-id", CLIENT, "--redirect-uri", REDIRECT_URI), Stream.of(more))
            .toArray(String[]::new));
  }

  Run doctorWithoutClient(String... more) {
    List<String> start = List.of("doctor", issuer(), "--ca", authority().toString());
    return Run.of(Stream.concat(start.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /** A key as providers publish it. */
  static ObjectNode rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      JsonWebKey key = JsonWebKey.Factory.newJwk(generator.generateKeyPair().getPublic());
      ObjectNode node = (ObjectNode) JSON.readTree(key.toJson());
      return node.put("kid", "rsa-" + bits).put("use", "sig").put("alg", "RS256");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode metadata(String issuer) {
    ObjectNode metadata = JSON.createObjectNode();
    metadata
        .put("issuer", issuer)
        .put("authorization_endpoint", issuer + "/authorize")
        .put("token_endpoint", issuer + "/token")
        .put("jwks_uri", issuer + "/jwks")
        .put("pushed_authorization_request_endpoint", issuer + "/par")
        .put("authorization_response_iss_parameter_supported", true)
        .put("request_uri_parameter_supported", false)
        .put("tls_client_certificate_bound_access_tokens", true);
    texts(metadata, "response_types_supported", "code");
    texts(metadata, "grant_types_supported", "authorization_code", "refresh_token");
    texts(metadata, "code_challenge_methods_supported", "S256");
    texts(metadata, "id_token_signing_alg_values_supported", "RS256", "ES256");
    texts(metadata, "userinfo_signing_alg_values_supported", "RS256");
    texts(metadata, "request_object_signing_alg_values_supported", "RS256");
    texts(metadata, "token_endpoint_auth_methods_supported", "private_key_jwt");
    texts(metadata, "token_endpoint_auth_signing_alg_values_supported", "RS256");
    texts(metadata, "dpop_signing_alg_values_supported", "ES256");
    return metadata;
  }

  /** Gives a member a list of texts. */
  static void texts(ObjectNode node, String member, String... texts) {
    ArrayNode list = node.putArray(member);
    Stream.of(texts).forEach(list::add);
  }

  static void answer(HttpExchange exchange, String type, Object body) throws IOException {
    try (exchange) {
      byte[] bytes = body.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  static void status(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
