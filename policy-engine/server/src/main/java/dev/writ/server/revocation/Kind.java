package dev.writ.server.revocation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** By what something is revoked; the lower-case name is what the interface and files say. */
public enum Kind {
  /** One token, by its {@code jti}. */
  JTI,
  /** All tokens of a session at the issuer, by its {@code sid}. */
  SID,
  /** All tokens of a user at the issuer, by the claim {@code sub}. */
  SUB,
  /** A subject as policies see it, written {@code type:id}. */
  SUBJECT,
  /** Everything that a key signed: a {@code kid} of an issuer, a peer's signature key. */
  KEY;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The public name, such as {@code jti}. */
  public String id() {
    return id;
  }

  /** The kind with a public name. */
  public static Optional<Kind> of(String id) {
    return Stream.of(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }
}
