package dev.writ.server.token;

import dev.writ.server.peer.Authenticator;
import dev.writ.server.peer.Call;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Refused;
import dev.writ.server.peer.SubjectName;
import dev.writ.server.token.issuer.Issuer;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Peers that present an access token (RFC 6750, RFC 9449). */
@Singleton
@Priority(TokenPeers.BEFORE_CERTIFICATES)
class TokenPeers implements Authenticator {
  /** A token says more than the certificate that it may be bound to. */
  static final int BEFORE_CERTIFICATES = 100;

  private final Tokens tokens;
  private final Possession possession;
  private final TokenMeters meters;

  TokenPeers(Tokens tokens, Possession possession, TokenMeters meters) {
    this.tokens = tokens;
    this.possession = possession;
    this.meters = meters;
  }

  @Override
  public boolean enabled() {
    return tokens.anyOfPeers();
  }

  @Override
  public @Nullable String challenge() {
    return enabled() ? Scheme.OFFER : null;
  }

  @Override
  public @Nullable Uni<Identity> authenticate(Call call) {
    List<String> values = call.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (values.isEmpty()) {
      return null;
    }
    Scheme scheme = Scheme.of(values.getFirst());
    return Uni.createFrom()
        .deferred(() -> token(call, scheme, values))
        .map(this::identity)
        .invoke(identity -> meters.verified(TokenMeters.Use.PEER))
        .onFailure(BadToken.class)
        .transform(problem -> refused(((BadToken) problem).reason(), scheme));
  }

  private Uni<Token> token(Call call, @Nullable Scheme scheme, List<String> values) {
    if (scheme == null || values.size() != 1) {
      throw new BadToken(Reason.UNKNOWN_SCHEME);
    }
    String text = scheme.credentials(values.getFirst());
    return tokens
        .verify(text, Issuer::ofPeers)
        .call(token -> possession.check(call.request(), scheme, text, token.confirmation()));
  }

  private Identity identity(Token token) {
    Claims claims = token.verified().claims();
    Issuer issuer = token.issuer();
    String id = claims.text("sub");
    if (id == null) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
    String type = tokens.typeOfPeers(issuer);
    SubjectName self = type == null ? null : new SubjectName(type, id);
    return Identity.ofToken(issuer.url(), id, self, issuer.client(claims));
  }

  private Refused refused(Reason reason, @Nullable Scheme scheme) {
    meters.refused(TokenMeters.Use.PEER, reason);
    return Refused.unauthenticated(reason.code(), reason.text())
        .challenging(Scheme.challenge(scheme, reason));
  }
}
