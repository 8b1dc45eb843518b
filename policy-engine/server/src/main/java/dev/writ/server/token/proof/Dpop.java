package dev.writ.server.token.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.writ.server.replay.SeenOnce;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Jwt;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.HashUtil;
import org.jspecify.annotations.Nullable;

/** Checks proofs of possession (RFC 9449, section 4.3). Each is taken once. */
public final class Dpop {
  /** The algorithms that proofs may be signed with. */
  public static final Set<String> ALGORITHMS = Set.of("ES256", "EdDSA", "PS256", "RS256");

  private static final String TYPE = "dpop+jwt";
  private static final int MAX_ID = 256;
  private static final int MAX_LENGTH = 8 * 1024;
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private final Duration window;
  private final SeenOnce seen;
  private final Clock clock;

  /**
   * @param window by how much a proof's time may differ from ours, before or after
   * @param seen remembers proofs
   */
  public Dpop(Duration window, SeenOnce seen, Clock clock) {
    this.window = window;
    this.seen = seen;
    this.clock = clock;
  }

  /**
   * Checks a proof for a request that presents a token.
   *
   * @param url of the request; its query is not looked at
   * @param thumbprint {@code cnf.jkt} of the token
   * @return a failure with {@link BadToken} if it proves nothing
   */
  public Uni<Void> check(String proof, String method, URI url, String token, String thumbprint) {
    return Uni.createFrom()
        .deferred(
            () ->
                first(thumbprint, verified(proof, method, url, token, thumbprint))
                    .invoke(Dpop::require)
                    .replaceWithVoid());
  }

  /** Checks all but whether it was used before; returns its id. */
  private String verified(String proof, String method, URI url, String token, String thumbprint) {
    if (proof.length() > MAX_LENGTH) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
    Claims claims = verify(proof, thumbprint);
    require(method.equals(claims.text("htm")));
    require(sameTarget(url, claims.text("htu")));
    require(same(hash(token), claims.text("ath")));
    checkTime(claims.time("iat"));
    String id = claims.text("jti");
    if (id == null || id.length() > MAX_ID) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
    return id;
  }

  private static Claims verify(String proof, String thumbprint) {
    try {
      Jwt jwt = Jwt.readProof(proof);
      require(TYPE.equals(jwt.type()));
      PublicJsonWebKey key = jwt.ownKey();
      jwt.verify(key.getPublicKey(), ALGORITHMS);
      require(same(thumbprint, key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256)));
      return jwt.claims();
    } catch (BadToken e) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
  }

  private static String hash(String token) {
    return Base64Url.encode(HashUtil.getMessageDigest(HashUtil.SHA_256).digest(bytes(token)));
  }

  private static boolean same(String expected, @Nullable String given) {
    return given != null && MessageDigest.isEqual(bytes(expected), bytes(given));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private void checkTime(@Nullable Instant issued) {
    Instant now = clock.instant();
    if (issued == null || issued.isBefore(now.minus(window)) || issued.isAfter(now.plus(window))) {
      throw new BadToken(Reason.DPOP_PROOF_STALE);
    }
  }

  private Uni<SeenOnce.Verdict> first(String thumbprint, String id) {
    return seen.mark("dpop " + thumbprint, id, window.multipliedBy(2).plus(ROUNDING));
  }

  private static void require(SeenOnce.Verdict verdict) {
    switch (verdict) {
      case FIRST -> {}
      case SEEN -> throw new BadToken(Reason.DPOP_PROOF_REPLAYED);
      case UNKNOWN -> throw new BadToken(Reason.DPOP_STORE_FULL);
    }
  }

  /** RFC 9449, section 4.3, point 9: normalised, and without query and fragment. */
  private static boolean sameTarget(URI url, @Nullable String stated) {
    try {
      return stated != null && target(url).equals(target(new URI(stated)));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String target(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return scheme + "://" + host + ":" + port + path;
  }
}
