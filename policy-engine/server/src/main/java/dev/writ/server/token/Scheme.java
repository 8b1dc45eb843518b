package dev.writ.server.token;

import dev.writ.server.token.jwt.Reason;
import dev.writ.server.token.proof.Dpop;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a token is presented in {@code Authorization}. */
enum Scheme {
  /** RFC 6750: whoever has it may use it, unless it is bound to a client certificate. */
  BEARER("Bearer"),
  /** RFC 9449: with a proof that its key is at hand. */
  DPOP("DPoP");

  /** What is offered to a peer that presents nothing. */
  static final String OFFER = BEARER.text + ", " + DPOP.text + " " + algorithms();

  private final String text;

  Scheme(String text) {
    this.text = text;
  }

  /** The scheme of a header's value, or null where it is neither. */
  static @Nullable Scheme of(String value) {
    for (Scheme scheme : values()) {
      String start = scheme.text + " ";
      if (value.regionMatches(true, 0, start, 0, start.length())) {
        return scheme;
      }
    }
    return null;
  }

  /** What follows the scheme. */
  String credentials(String value) {
    return value.substring(text.length()).strip();
  }

  /** What {@code WWW-Authenticate} says of credentials that were refused. */
  static String challenge(@Nullable Scheme used, Reason reason) {
    Scheme scheme = used == DPOP || reason == Reason.DPOP_REQUIRED ? DPOP : BEARER;
    String error = reason.isOfProof() ? "invalid_dpop_proof" : "invalid_token";
    String description = reason.text().replace("`", "");
    String challenge =
        scheme.text + " error=\"" + error + "\", error_description=\"" + description + "\"";
    return scheme == DPOP ? challenge + ", " + algorithms() : challenge;
  }

  private static String algorithms() {
    return "algs=\"" + String.join(" ", new TreeSet<>(Dpop.ALGORITHMS)) + "\"";
  }
}
