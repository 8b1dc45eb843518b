package dev.writ.server.token;

import dev.writ.server.revocation.Revocations;
import dev.writ.server.token.issuer.Issuer;
import dev.writ.server.token.issuer.Issuer.Verified;
import dev.writ.server.token.issuer.Issuers;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Jwt;
import dev.writ.server.token.jwt.Reason;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Verifies tokens, each once while it can be remembered. Safe for use by several threads. */
@Singleton
public class Tokens {
  /** The type of peers whose issuer says nothing of subjects, where there is one such issuer. */
  private static final String CLIENT = "client";

  private final Issuers issuers;
  private final Map<String, SubjectClaims> subjects;
  private final @Nullable String clients;
  private final Revocations revocations;
  private final TokenCache cache;
  private final int maxBytes;
  private final Clock clock;

  /**
   * Reads the configuration.
   *
   * @throws ConfigurationException if it is wrong; the message says which key
   */
  public Tokens(
      Issuers issuers,
      SubjectsConfig subjects,
      TokensConfig config,
      Revocations revocations,
      Clock clock) {
    this.issuers = issuers;
    this.subjects = new HashMap<>();
    this.revocations = revocations;
    this.cache = new TokenCache(config.cacheSize());
    this.maxBytes = config.maxBytes();
    this.clock = clock;
    subjects.byIssuer().forEach((name, how) -> this.subjects.put(name, new SubjectClaims(how)));
    this.clients = issuers.all().stream().filter(this::hasClients).count() == 1 ? CLIENT : null;
    checkSubjects();
  }

  private boolean hasClients(Issuer issuer) {
    return issuer.ofPeers() && subjects(issuer) == null;
  }

  private void checkSubjects() {
    Map<String, String> types = new HashMap<>();
    issuers.all().stream()
        .filter(this::hasClients)
        .forEach(issuer -> types.put(CLIENT, issuer.name()));
    for (var entry : subjects.entrySet()) {
      String name = entry.getKey();
      if (issuers.all().stream().noneMatch(issuer -> issuer.name().equals(name))) {
        throw invalid(name, "is not the name of an issuer in `writ.issuers`");
      }
      String other = types.put(entry.getValue().type(), name);
      if (other != null) {
        throw invalid(name, "has the `type` of `" + other + "`: one's ids would be the other's");
      }
    }
  }

  private static ConfigurationException invalid(String name, String problem) {
    return new ConfigurationException("`writ.subjects." + name + "` " + problem);
  }

  /** What is taken from an issuer's tokens about subjects, or null where nothing is. */
  @Nullable SubjectClaims subjects(Issuer issuer) {
    return subjects.get(issuer.name());
  }

  /**
   * The type that peers with an issuer's tokens have as subjects; null where that would not say
   * whose they are, since several issuers say nothing of subjects.
   */
  @Nullable String typeOfPeers(Issuer issuer) {
    SubjectClaims own = subjects(issuer);
    return own == null ? clients : own.type();
  }

  /** Whether any issuer's tokens authenticate peers. */
  boolean anyOfPeers() {
    return issuers.all().stream().anyMatch(Issuer::ofPeers);
  }

  /**
   * Verifies a token; who presents it is not looked at.
   *
   * @param believed which issuers are, for this use
   * @return the token, or a failure with {@link BadToken}
   */
  public Uni<Token> verify(String text, Predicate<Issuer> believed) {
    if (text.length() > maxBytes) {
      return Uni.createFrom().failure(new BadToken(Reason.OVERSIZED_TOKEN));
    }
    String hash = TokenCache.hash(text);
    Instant now = clock.instant();
    Token known = cache.find(hash, now);
    Uni<Token> token =
        known == null ? verifyNew(text, hash, believed) : Uni.createFrom().item(known);
    return token.invoke(found -> check(found, believed, now));
  }

  private void check(Token token, Predicate<Issuer> believed, Instant now) {
    if (!believed.test(token.issuer())) {
      throw new BadToken(Reason.UNKNOWN_ISSUER);
    }
    if (revocations.of(token.credential(), now) != null) {
      throw new BadToken(Reason.REVOKED_TOKEN);
    }
  }

  private Uni<Token> verifyNew(String text, String hash, Predicate<Issuer> believed) {
    return Uni.createFrom()
        .deferred(() -> verifyAny(text, believed))
        .map(verified -> Token.of(verified, subjects(verified.issuer())))
        .invoke(token -> cache.put(hash, token));
  }

  private Uni<Verified> verifyAny(String text, Predicate<Issuer> believed) {
    Issuer asked = issuers.ofOpaqueTokens();
    if (!Jwt.isLike(text) && asked != null && believed.test(asked)) {
      return asked.ask(text);
    }
    Jwt jwt = Jwt.read(text);
    Issuer issuer = issuers.find(jwt.claims().text("iss"));
    if (issuer == null || !believed.test(issuer)) {
      throw new BadToken(Reason.UNKNOWN_ISSUER);
    }
    return issuer.verify(jwt, text);
  }
}
