package dev.writ.server.logout;

import dev.writ.server.peer.Call;
import dev.writ.server.peer.Throttle;
import dev.writ.server.revocation.Credential;
import dev.writ.server.revocation.Revocations;
import dev.writ.server.revocation.Revoker;
import dev.writ.server.token.issuer.Issuer;
import dev.writ.server.token.issuer.Issuer.Verified;
import dev.writ.server.token.issuer.Issuers;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Jwt;
import dev.writ.server.token.jwt.KeySet;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of logouts (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
@Path("/v1/revocations/oidc/back-channel-logout")
public class LogoutResource {
  private static final Logger LOG = Logger.getLogger(LogoutResource.class);
  private static final int LONGEST = 16 * 1024;
  private static final byte[] NOTHING = {};

  private final Issuers issuers;
  private final Revoker revoker;
  private final Revocations revocations;
  private final Throttle throttle;
  private final Clock clock;

  LogoutResource(
      Issuers issuers, Revoker revoker, Revocations revocations, Throttle throttle, Clock clock) {
    this.issuers = issuers;
    this.revoker = revoker;
    this.revocations = revocations;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** The token is the sender's credential; there is no other. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> logout(
      @FormParam("logout_token") @Nullable String token, @Context HttpServerRequest request) {
    var call = new Call(request, NOTHING);
    throttle.checkAddress(call);
    return Uni.createFrom()
        .deferred(() -> verified(token))
        .flatMap(this::end)
        .replaceWith(() -> Response.ok().build())
        .onFailure(BadToken.class)
        .recoverWithItem(problem -> refused((BadToken) problem, call));
  }

  private Uni<LogoutToken> verified(@Nullable String token) {
    if (token == null || token.length() > LONGEST) {
      throw new BadToken(Reason.MALFORMED_TOKEN);
    }
    Jwt jwt = Jwt.read(token);
    Issuer issuer = issuers.find(jwt.claims().text("iss"));
    if (issuer == null) {
      throw new BadToken(Reason.UNKNOWN_ISSUER);
    }
    return issuer
        .verifyLogout(jwt)
        .invoke(this::requireUnrevoked)
        .map(verified -> LogoutToken.of(issuer.url(), verified.claims()));
  }

  /** Whoever has a key that was lost must not end everybody's sessions with it. */
  private void requireUnrevoked(Verified verified) {
    KeySet.Key signer = verified.key();
    var key =
        new Credential(
            verified.issuer().url(),
            null,
            null,
            null,
            null,
            signer == null ? null : signer.id(),
            verified.claims().time("iat"));
    if (revocations.of(key, clock.instant()) != null) {
      throw new BadToken(Reason.REVOKED_TOKEN);
    }
  }

  private Uni<Void> end(LogoutToken logout) {
    LOG.infof(
        "`%s` announced a logout by %s", logout.target().issuer(), logout.target().kind().id());
    return revoker.revoke(logout.target(), logout.issuedBefore(), "back-channel logout");
  }

  private Response refused(BadToken problem, Call call) {
    throttle.failed(call);
    LOG.infof("a logout token was refused: %s", problem.reason().code());
    return Response.status(Response.Status.BAD_REQUEST)
        .type("text/plain;charset=UTF-8")
        .entity(problem.reason().text() + "\n")
        .build();
  }
}
