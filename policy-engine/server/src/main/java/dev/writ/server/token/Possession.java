package dev.writ.server.token;

import dev.writ.server.config.WritConfig;
import dev.writ.server.replay.SeenOnce;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Reason;
import dev.writ.server.token.proof.Confirmation;
import dev.writ.server.token.proof.Dpop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jose4j.keys.X509Util;
import org.jspecify.annotations.Nullable;

/** Whether a peer holds what its token is bound to. */
@Singleton
class Possession {
  private static final String PROOF = "DPoP";

  private final Dpop dpop;
  private final Optional<String> url;

  Possession(TokensConfig config, WritConfig server, SeenOnce seen, Clock clock) {
    this.dpop = new Dpop(config.dpopWindow(), seen, clock);
    this.url = server.url();
  }

  /** Checks it; a failure with {@link BadToken} where it does not, or cannot show it. */
  Uni<Void> check(
      HttpServerRequest request, Scheme scheme, String token, Confirmation confirmation) {
    return Uni.createFrom()
        .deferred(
            () -> {
              checkCertificate(request, confirmation.certificate());
              return checkKey(request, scheme, token, confirmation.key());
            });
  }

  /** RFC 8705, section 3: the certificate of this very connection. */
  private static void checkCertificate(HttpServerRequest request, @Nullable String thumbprint) {
    if (thumbprint != null && !thumbprint.equals(thumbprint(request.sslSession()))) {
      throw new BadToken(Reason.CERTIFICATE_MISMATCH);
    }
  }

  private static @Nullable String thumbprint(@Nullable SSLSession session) {
    try {
      Certificate[] chain = session == null ? new Certificate[0] : session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate leaf
          ? X509Util.x5tS256(leaf)
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  private Uni<Void> checkKey(
      HttpServerRequest request, Scheme scheme, String token, @Nullable String thumbprint) {
    List<String> proofs = request.headers().getAll(PROOF);
    if (thumbprint == null) {
      if (scheme == Scheme.DPOP || !proofs.isEmpty()) {
        throw new BadToken(Reason.DPOP_UNBOUND);
      }
      return Uni.createFrom().voidItem();
    }
    if (scheme != Scheme.DPOP) {
      throw new BadToken(Reason.DPOP_REQUIRED);
    }
    if (proofs.size() != 1) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
    return dpop.check(
        proofs.getFirst(), request.method().name(), target(request), token, thumbprint);
  }

  private URI target(HttpServerRequest request) {
    String base = url.orElseGet(() -> request.scheme() + "://" + request.authority());
    try {
      return URI.create(
          (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + request.path());
    } catch (IllegalArgumentException e) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
  }
}
