package dev.writ.server.token.issuer;

import dev.writ.server.token.issuer.IssuersConfig.IssuerConfig;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Jwt;
import dev.writ.server.token.jwt.KeySet;
import dev.writ.server.token.jwt.Reason;
import dev.writ.server.token.jwt.Rules;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One whose tokens are believed, and how they are verified. Safe for use by several threads. */
public final class Issuer {
  private final String name;
  private final IssuerConfig config;
  private final Rules rules;
  private final Keys keys;
  private final @Nullable Introspection introspection;
  private final Clock clock;

  Issuer(
      String name,
      IssuerConfig config,
      Rules rules,
      Keys keys,
      @Nullable Introspection introspection,
      Clock clock) {
    this.name = name;
    this.config = config;
    this.rules = rules;
    this.keys = keys;
    this.introspection = introspection;
    this.clock = clock;
  }

  /** The operator's name for it. */
  public String name() {
    return name;
  }

  /** Its {@code iss}. */
  public String url() {
    return config.url();
  }

  /** Whether its tokens authenticate peers. */
  public boolean ofPeers() {
    return config.peers();
  }

  /** The client that a token was issued to for itself, on no user's behalf; or null. */
  public @Nullable String client(Claims claims) {
    String client = claims.text(config.clientClaim().orElse("client_id"));
    return config.clientClaim().isPresent() || Objects.equals(client, claims.text("sub"))
        ? client
        : null;
  }

  /** Whether it is asked about tokens that are opaque to us. */
  boolean ofOpaqueTokens() {
    return introspection != null;
  }

  /** Whether a key still is one of its keys; so is none, where it was asked instead. */
  public boolean holds(KeySet.@Nullable Key key) {
    return key == null || keys.hold(key);
  }

  /** Verifies a signed token; a failure with {@link BadToken} where it does not verify. */
  public Uni<Verified> verify(Jwt jwt, String text) {
    return Uni.createFrom()
        .deferred(
            () -> {
              jwt.checkForm(rules);
              return keys.find(jwt.keyId());
            })
        .map(key -> verified(jwt, key))
        .flatMap(verified -> confirmed(verified, text));
  }

  private Verified verified(Jwt jwt, KeySet.Key key) {
    jwt.verify(key, rules.algorithms());
    rules.check(jwt.claims(), true, clock);
    return new Verified(this, key, jwt.claims(), expiry(jwt.claims()));
  }

  /**
   * Verifies a logout token as far as it is like other tokens; what makes it one is not looked at.
   *
   * @return the token, or a failure with {@link BadToken}
   */
  public Uni<Verified> verifyLogout(Jwt jwt) {
    Rules logout = logoutRules();
    return Uni.createFrom()
        .deferred(
            () -> {
              jwt.checkForm(logout);
              return keys.find(jwt.keyId());
            })
        .map(
            key -> {
              jwt.verify(key, logout.algorithms());
              logout.checkClaims(jwt.claims(), true, clock);
              return new Verified(this, key, jwt.claims(), expiry(jwt.claims()));
            });
  }

  /**
   * Back-Channel Logout 1.0, section 2.4: {@code logout+jwt}, or what providers wrote before it.
   */
  private Rules logoutRules() {
    List<String> audience =
        config.logoutAudience().orElseThrow(() -> new BadToken(Reason.WRONG_AUDIENCE));
    return new Rules(
        rules.issuer(), audience, rules.algorithms(), Set.of("logout+jwt", "jwt"), rules.skew());
  }

  private Uni<Verified> confirmed(Verified verified, String text) {
    if (introspection == null || !introspection.ofSignedTokens()) {
      return Uni.createFrom().item(verified);
    }
    Instant until = earlier(verified.until(), clock.instant().plus(introspection.cache()));
    return introspection
        .ask(text)
        .map(active -> new Verified(this, verified.key(), verified.claims(), until));
  }

  /** Asks it about an opaque token; a failure with {@link BadToken} where it is not active. */
  public Uni<Verified> ask(String text) {
    if (introspection == null) {
      return Uni.createFrom().failure(new BadToken(Reason.MALFORMED_TOKEN));
    }
    Instant until = clock.instant().plus(introspection.cache());
    return introspection
        .ask(text)
        .invoke(claims -> rules.check(claims, false, clock))
        .map(claims -> new Verified(this, null, claims, earlier(expiry(claims), until)));
  }

  private static Instant expiry(Claims claims) {
    Instant expiry = claims.time("exp");
    if (expiry == null) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
    return expiry;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * A token that verified.
   *
   * @param key that signed it, or null where the issuer was asked instead
   * @param until how long that may be remembered; never past its expiry
   */
  public record Verified(Issuer issuer, KeySet.@Nullable Key key, Claims claims, Instant until) {}
}
