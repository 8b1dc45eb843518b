package dev.writ.server.token;

import dev.writ.server.peer.SubjectToken;
import dev.writ.server.revocation.Credential;
import dev.writ.server.token.issuer.Issuer;
import dev.writ.server.token.issuer.Issuer.Verified;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.proof.Confirmation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that verified.
 *
 * @param confirmation what it is bound to
 * @param subject what it says of a subject, or null where its issuer's tokens do not
 * @param credential by what it may be revoked
 */
public record Token(
    Verified verified,
    Confirmation confirmation,
    SubjectToken.@Nullable Verified subject,
    Credential credential) {

  static Token of(Verified verified, @Nullable SubjectClaims reader) {
    SubjectToken.Verified subject = reader == null ? null : reader.read(verified);
    return new Token(
        verified, Confirmation.of(verified.claims()), subject, credential(verified, subject));
  }

  private static Credential credential(Verified verified, SubjectToken.@Nullable Verified subject) {
    Claims claims = verified.claims();
    return new Credential(
        verified.issuer().url(),
        claims.text("jti"),
        claims.text("sid"),
        claims.text("sub"),
        subject == null
            ? null
            : Credential.subjectOf(subject.token().subjectType(), subject.token().subjectId()),
        verified.key() == null ? null : verified.key().id(),
        claims.time("iat"));
  }

  /** Who issued it. */
  public Issuer issuer() {
    return verified.issuer();
  }

  /** Whether what was verified still holds. */
  boolean isCurrent(Instant now) {
    return now.isBefore(verified.until()) && issuer().holds(verified.key());
  }
}
