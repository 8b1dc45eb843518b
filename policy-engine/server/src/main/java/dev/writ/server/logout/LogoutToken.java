package dev.writ.server.logout;

import dev.writ.server.revocation.Kind;
import dev.writ.server.revocation.Revocation.Target;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a logout token ends.
 *
 * @param target the session, or the user where it names no session
 * @param issuedBefore of a user, only what was issued until the logout; null for a session, which
 *     never comes back
 */
record LogoutToken(Target target, @Nullable Instant issuedBefore) {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  /**
   * Reads the claims of a token whose signature, issuer, audience and times were checked (section
   * 2.6, steps 5 to 7). A token that comes twice changes nothing the second time, so its {@code
   * jti} need not be remembered, only be there.
   *
   * @throws BadToken if it is no logout token
   */
  static LogoutToken of(String issuer, Claims claims) {
    Map<String, Object> all = claims.all();
    boolean announced =
        all.get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>;
    if (!announced || all.containsKey("nonce")) {
      throw new BadToken(Reason.WRONG_TYPE);
    }
    Instant issued = claims.time("iat");
    if (issued == null || claims.text("jti") == null) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
    String session = claims.text("sid");
    return session == null
        ? ofUser(issuer, claims.text("sub"), issued)
        : new LogoutToken(new Target(Kind.SID, issuer, session), null);
  }

  /** Times are in whole seconds: what was issued in the second of the logout ends as well. */
  private static LogoutToken ofUser(String issuer, @Nullable String user, Instant issued) {
    if (user == null) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
    return new LogoutToken(new Target(Kind.SUB, issuer, user), issued.plusSeconds(1));
  }
}
