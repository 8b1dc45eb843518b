package dev.writ.server.signature;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A request that a test makes, changes and signs. */
final class Message {
  static final String COMPONENTS =
      "(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\")";

  String method = "POST";
  String scheme = "https";
  String authority = "pdp.example";
  String target = "/access/v1/evaluation?a=b";
  byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);
  final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** A request with a body and its digest. */
  static Message plain() {
    var message = new Message();
    message.set("Content-Type", "application/json").digest();
    return message;
  }

  Message digest() {
    byte[] digest = ContentDigest.digest("SHA-256", body);
    return set("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
  }

  Message set(String field, String... values) {
    fields.put(field, new ArrayList<>(List.of(values)));
    return this;
  }

  SignedMessage signed() {
    return new SignedMessage(
        method, scheme, authority, target, name -> fields.getOrDefault(name, List.of()), body);
  }

  /** Signs with Ed25519. */
  Message sign(PrivateKey key, String input) {
    return sign(input, base -> TestKeys.sign("Ed25519", key, base));
  }

  Message sign(String input, UnaryOperator<byte[]> signer) {
    set("Signature-Input", "sig=" + input).set("Signature", "sig=:AAAA:");
    byte[] base = SignatureBase.of(SignatureInput.of(signed()), signed()).bytes();
    return set("Signature", "sig=:" + Base64.getEncoder().encodeToString(signer.apply(base)) + ":");
  }
}
