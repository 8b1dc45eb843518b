package dev.writ.server.token.issuer;

import dev.writ.server.secret.Secret;
import dev.writ.server.token.issuer.IssuersConfig.IntrospectionConfig;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Asks an issuer whether a token is active, and what it says (RFC 7662). */
final class Introspection {
  private static final Logger LOG = Logger.getLogger(Introspection.class);

  /** More questions than this at a time, and further ones are refused. */
  private static final int MAX_UNDERWAY = 64;

  private final String issuer;
  private final IntrospectionConfig config;
  private final Metadata metadata;
  private final Endpoint endpoint;
  private final Secret<String> secret;
  private final AtomicInteger underway = new AtomicInteger();

  Introspection(
      String issuer,
      IntrospectionConfig config,
      Metadata metadata,
      Endpoint endpoint,
      Secret<String> secret) {
    this.issuer = issuer;
    this.config = config;
    this.metadata = metadata;
    this.endpoint = endpoint;
    this.secret = secret;
  }

  /** Whether signed tokens are asked about too. */
  boolean ofSignedTokens() {
    return config.signedTokens();
  }

  /** How long an answer is believed. */
  Duration cache() {
    return config.cache();
  }

  /** What the issuer says of an active token; a failure with {@link BadToken} otherwise. */
  Uni<Claims> ask(String token) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (underway.incrementAndGet() > MAX_UNDERWAY) {
                return Uni.createFrom().failure(new IllegalStateException("it is asked too often"));
              }
              return answer(token);
            })
        .onTermination()
        .invoke(underway::decrementAndGet)
        .onFailure(problem -> !(problem instanceof BadToken))
        .transform(this::unavailable)
        .map(Introspection::active);
  }

  private BadToken unavailable(Throwable problem) {
    LOG.warnf("issuer `%s` cannot be asked about tokens: %s", issuer, problem.getMessage());
    return new BadToken(Reason.ISSUER_UNAVAILABLE);
  }

  private Uni<Claims> answer(String token) {
    String form = "token=" + encoded(token) + "&token_type_hint=access_token";
    return url().flatMap(url -> endpoint.post(url, authorization(), form)).map(Claims::read);
  }

  private Uni<URI> url() {
    return config
        .url()
        .map(url -> Uni.createFrom().item(url))
        .orElseGet(() -> metadata.known("introspection_endpoint"));
  }

  /** RFC 6749, section 2.3.1: both parts are form-encoded before they are joined. */
  private String authorization() {
    String pair = encoded(config.client()) + ":" + encoded(secret.get());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Claims active(Claims answer) {
    if (Boolean.TRUE.equals(answer.at("active"))) {
      return answer;
    }
    throw new BadToken(Reason.INACTIVE_TOKEN);
  }
}
