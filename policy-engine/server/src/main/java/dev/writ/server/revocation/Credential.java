package dev.writ.server.revocation;

import dev.writ.server.revocation.Revocation.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may have been revoked of one verified credential; null where it has none.
 *
 * @param issuer {@code iss} of a token; null for keys of peers
 * @param tokenId {@code jti}, as in the token
 * @param sessionId {@code sid}
 * @param sub the claim {@code sub}
 * @param subject the subject that policies see, as {@code type:id}
 * @param keyId the key that signed it
 * @param issued {@code iat}
 */
public record Credential(
    @Nullable String issuer,
    @Nullable String tokenId,
    @Nullable String sessionId,
    @Nullable String sub,
    @Nullable String subject,
    @Nullable String keyId,
    @Nullable Instant issued) {

  /** A peer's own key, such as one of a signed request. */
  public static Credential key(String keyId) {
    return new Credential(null, null, null, null, null, keyId, null);
  }

  /** A subject as policies see it, without a token. */
  public static Credential subject(String type, String id) {
    return new Credential(null, null, null, null, subjectOf(type, id), null, null);
  }

  /** How a subject is written in the list. */
  public static String subjectOf(String type, String id) {
    return type + ":" + id;
  }

  /** Everything that, revoked, revokes this. */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    add(targets, Kind.JTI, tokenId);
    add(targets, Kind.SID, sessionId);
    add(targets, Kind.SUB, sub);
    add(targets, Kind.SUBJECT, subject);
    add(targets, Kind.KEY, keyId);
    return targets;
  }

  private void add(List<Target> targets, Kind kind, @Nullable String value) {
    if (value == null) {
      return;
    }
    targets.add(new Target(kind, null, value));
    if (issuer != null) {
      targets.add(new Target(kind, issuer, value));
    }
  }
}
