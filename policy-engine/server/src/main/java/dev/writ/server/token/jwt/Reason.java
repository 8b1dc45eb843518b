package dev.writ.server.token.jwt;

import java.util.Locale;

/** Why a token is not believed; the codes are what logs, metrics and answers show. */
public enum Reason {
  UNKNOWN_SCHEME("`Authorization` has neither the scheme Bearer nor the scheme DPoP"),
  MALFORMED_TOKEN("the token is not a well-formed one"),
  OVERSIZED_TOKEN("the token is longer than this server reads"),
  NESTED_TOKEN("the token is encrypted or holds another token: send a signed one"),
  ALGORITHM_NOT_ALLOWED("the token's algorithm is not one that is allowed for its issuer"),
  WRONG_TYPE("the token is not an access token: its type is not one that is taken"),
  CRITICAL_HEADER("the token has a critical header, and none is understood"),
  KEY_IN_HEADER("the token names its own key: keys come from the issuer only"),
  UNKNOWN_ISSUER("the token's issuer is not one that is believed here"),
  UNKNOWN_KEY("the token's key is not one of its issuer's"),
  INVALID_SIGNATURE("the token's signature does not verify"),
  WRONG_AUDIENCE("the token is meant for somebody else"),
  TOKEN_EXPIRED("the token is expired"),
  TOKEN_NOT_YET_VALID("the token is not valid yet"),
  MALFORMED_CLAIM("the token lacks a claim that it must have, or has a malformed one"),
  INACTIVE_TOKEN("the token's issuer says that it is not active"),
  REVOKED_TOKEN("the token is revoked"),
  ISSUER_UNAVAILABLE("the token's issuer cannot be asked at present"),
  CERTIFICATE_MISMATCH("the token is bound to a client certificate that this connection lacks"),
  UNKNOWN_CONFIRMATION("the token is bound in a way that is not understood"),
  BOUND_TOKEN("the token is bound to a key of the subject's, which this peer cannot prove to have"),
  DPOP_REQUIRED("the token is bound to a key: send it with the scheme DPoP and a proof"),
  DPOP_UNBOUND("the token is not bound to a key: send it with the scheme Bearer, without a proof"),
  INVALID_DPOP_PROOF("the DPoP proof does not verify"),
  DPOP_PROOF_STALE("the DPoP proof's time is not within the window"),
  DPOP_PROOF_REPLAYED("the DPoP proof was used before"),
  DPOP_STORE_FULL("more DPoP proofs arrive than this server can remember: try again later");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The public code, such as {@code token-expired}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for whoever sent the token; nothing of the token. */
  public String text() {
    return text;
  }

  /** Whether it is the proof that is wrong rather than the token (RFC 9449, section 7.1). */
  public boolean isOfProof() {
    return switch (this) {
      case INVALID_DPOP_PROOF, DPOP_PROOF_STALE, DPOP_PROOF_REPLAYED, DPOP_STORE_FULL -> true;
      default -> false;
    };
  }
}
