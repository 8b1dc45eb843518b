package dev.writ.server.token;

import dev.writ.server.peer.Call;
import dev.writ.server.peer.SubjectToken;
import dev.writ.server.peer.SubjectTokens;
import dev.writ.server.token.issuer.Issuer;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Subjects whose access token their peer passes in the header {@code Subject-Token}. */
@Singleton
class TokenSubjects implements SubjectTokens {
  /** Holds the token alone, without a scheme. */
  static final String HEADER = "Subject-Token";

  private static final Logger LOG = Logger.getLogger(TokenSubjects.class);
  private static final SubjectToken NONE = new SubjectToken.None();

  private final Tokens tokens;
  private final TokenMeters meters;

  TokenSubjects(Tokens tokens, TokenMeters meters) {
    this.tokens = tokens;
    this.meters = meters;
  }

  @Override
  public Uni<SubjectToken> verify(Call call) {
    List<String> values = call.request().headers().getAll(HEADER);
    if (values.isEmpty()) {
      return Uni.createFrom().item(NONE);
    }
    if (values.size() > 1) {
      return Uni.createFrom().item(refused(Reason.MALFORMED_TOKEN));
    }
    return tokens
        .verify(values.getFirst(), this::speaksOfSubjects)
        .map(this::subject)
        .invoke(token -> meters.verified(TokenMeters.Use.SUBJECT))
        .onFailure(BadToken.class)
        .recoverWithItem(problem -> refused(((BadToken) problem).reason()));
  }

  private boolean speaksOfSubjects(Issuer issuer) {
    return tokens.subjects(issuer) != null;
  }

  /** What a bound token is bound to, its peer had to check: it is not this connection. */
  private SubjectToken subject(Token token) {
    SubjectClaims reader = tokens.subjects(token.issuer());
    if (token.subject() == null || reader == null) {
      throw new BadToken(Reason.UNKNOWN_ISSUER);
    }
    if (!token.confirmation().isNone() && !reader.boundTokens()) {
      throw new BadToken(Reason.BOUND_TOKEN);
    }
    return token.subject();
  }

  private SubjectToken refused(Reason reason) {
    meters.refused(TokenMeters.Use.SUBJECT, reason);
    LOG.infof("a subject's token is not believed, %s: %s", reason.code(), reason.text());
    return new SubjectToken.Unverified(reason.code(), reason.text());
  }
}
