package dev.writ.cli.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.testbed.LocalIssuer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What callers ask, and how they prove who they are. */
final class Questions {
  static final String EVALUATION = "/access/v1/evaluation";

  /** What policies allow the user alice with the role customer, and nobody else. */
  static final String WITHOUT_SUBJECT =
      """
      {"action": {"name": "read"},
       "resource": {"type": "orders", "id": "1", "properties": {"ownerId": "alice"}}}""";

  private Questions() {}

  /** The same about a stated subject. */
  static String about(String type, String id) {
    return WITHOUT_SUBJECT.replaceFirst(
        "\\{", "{\"subject\": {\"type\": \"%s\", \"id\": \"%s\"}, ".formatted(type, id));
  }

  static Map<String, Object> alice(LocalIssuer issuer) {
    return issuer.claims("realm_access", Map.of("roles", List.of("customer", "admin")));
  }

  /** A token of the peer `app`. */
  static String app() {
    return "Authorization: Bearer " + Target.A.token(Target.A.claims("sub", "app"));
  }

  static String ofB(Map<String, Object> claims) {
    return LocalIssuer.sign(
        Target.B.ec, Map.of("alg", "ES256", "typ", "at+jwt", "kid", "ec-1"), claims);
  }

  /** Signs a question by HTTP Message Signatures; further headers are covered too. */
  static String[] signed(String host, String body, String... covered) {
    try {
      String digest =
          Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
      var names = new ArrayList<>(List.of("@method", "@target-uri", "content-type"));
      var values =
          new ArrayList<>(List.of("POST", "https://" + host + EVALUATION, "application/json"));
      names.add("content-digest");
      values.add("sha-256=:" + digest + ":");
      for (String header : covered) {
        names.add(header.substring(0, header.indexOf(':')).toLowerCase(java.util.Locale.ROOT));
        values.add(header.substring(header.indexOf(':') + 2));
      }
      String parameters =
          "(\"%s\");created=%d;keyid=\"signer\";nonce=\"%s\""
              .formatted(
                  String.join("\" \"", names), Instant.now().getEpochSecond(), UUID.randomUUID());
      var base = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        base.append("\"%s\": %s\n".formatted(names.get(i), values.get(i)));
      }
      base.append("\"@signature-params\": ").append(parameters);
      List<String> headers = new ArrayList<>(List.of(covered));
      headers.add("Content-Digest: sha-256=:" + digest + ":");
      headers.add("Signature-Input: sig=" + parameters);
      headers.add("Signature: sig=:" + signature(base.toString()) + ":");
      return headers.toArray(String[]::new);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signature(String base) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(Target.KEY.getPrivate());
    signature.update(base.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }
}
