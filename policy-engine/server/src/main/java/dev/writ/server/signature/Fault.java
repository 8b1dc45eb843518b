package dev.writ.server.signature;

import dev.writ.server.peer.Refused;
import java.util.Locale;

/** Why a signed request is refused. */
enum Fault {
  SIGNATURE_MALFORMED(
      "the signature's headers are malformed: send exactly one signature in `Signature-Input` and"
          + " `Signature`"),
  LEGACY_MALFORMED(
      "the signature's headers are malformed: send `X-Service-ID`, `X-Timestamp` and `X-Signature`"
          + " once each"),
  SIGNATURE_INCOMPLETE(
      "the signature does not cover enough: `@method`, `@target-uri` or `@authority` with `@path`"
          + " and `@query`, `content-digest` with a body, and `content-type`, `subject-token` and"
          + " a header that names a service, where the request has them"),
  LEGACY_INCOMPLETE(
      "the legacy form covers no headers: sign a request with `Subject-Token`, or with a header that"
          + " names a service, by HTTP Message Signatures"),
  SIGNATURE_UNSUPPORTED("the signature covers a component that is absent or not supported here"),
  SIGNATURE_PARAMETERS("the signature needs the parameters `created`, `keyid` and `nonce`"),
  SIGNATURE_TOO_OLD("the signature is too old"),
  SIGNATURE_FROM_FUTURE("the signature was made in the future: check the clock"),
  SIGNATURE_EXPIRED("the signature has expired"),
  DIGEST_MISMATCH("the body is not what `Content-Digest` says"),
  // one text for both: who may not know a key need not learn that it exists
  UNKNOWN_KEY("the signature does not verify"),
  SIGNATURE_INVALID("the signature does not verify"),
  KEY_REVOKED("the signature's key is revoked"),
  SIGNATURE_REPLAYED("the request was received before: sign each anew"),
  REPLAY_UNKNOWN("cannot tell whether the request was received before: try again later");

  private final String message;
  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Fault(String message) {
    this.message = message;
  }

  /** The reason for log and metrics. */
  String code() {
    return code;
  }

  /** The refusal that says so. */
  Refused refused() {
    return Refused.unauthenticated(code, message);
  }
}
