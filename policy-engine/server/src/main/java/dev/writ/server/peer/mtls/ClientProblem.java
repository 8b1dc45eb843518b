package dev.writ.server.peer.mtls;

import dev.writ.server.peer.Refused;
import java.util.Locale;

/** What can be wrong with a client's certificate; the lower-case name is its code. */
enum ClientProblem {
  CERTIFICATE_EXPIRED("the client certificate has expired"),
  CERTIFICATE_NOT_YET_VALID("the client certificate is not yet valid"),
  CERTIFICATE_UNTRUSTED("no authority that vouches for this identity issued the certificate"),
  CERTIFICATE_UNREADABLE("the client certificate cannot be read"),
  CERTIFICATE_WITHOUT_URI("the client certificate has no URI as subject alternative name"),
  CERTIFICATE_WITH_MANY_URIS("the client certificate has several URIs as alternative names"),
  CERTIFICATE_WITHOUT_NAME("the client certificate has no single common name"),
  SPIFFE_ID_INVALID("the client certificate's URI is not the SPIFFE ID of a workload"),
  TRUST_DOMAIN_UNKNOWN("no bundle is configured for the SPIFFE ID's trust domain"),
  CERTIFICATE_OF_AUTHORITY("the client certificate is an authority's"),
  KEY_USAGE_WRONG("the client certificate's key usage is not that of an X.509-SVID"),
  WORKLOAD_REVOKED("the client certificate's workload is revoked");

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String message;

  ClientProblem(String message) {
    this.message = message;
  }

  /** This problem as the refusal of a peer. */
  Refused refusal() {
    return Refused.unauthenticated(code, message);
  }
}
