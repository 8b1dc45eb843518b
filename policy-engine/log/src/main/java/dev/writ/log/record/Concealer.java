package dev.writ.log.record;

import dev.writ.log.store.Disclosure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Puts salted digests in place of values. A disclosure is the text {@code ["SALT","PATH",VALUE]},
 * the leaf holds {@code {"_sd":"DIGEST"}}, the SHA-256 of that text; both in base64url without
 * padding. Without salt and value, which can be deleted, the digest tells nothing. Not thread-safe.
 */
final class Concealer {
  static final String DIGEST = "_sd";
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final CanonicalJson json;
  private final CanonicalJson disclosure = new CanonicalJson();
  private final Salts salts = new Salts();
  private final MessageDigest sha256 = sha256();
  private List<Disclosure> disclosures = new ArrayList<>();

  Concealer(CanonicalJson json) {
    this.json = json;
  }

  void begin() {
    disclosures = new ArrayList<>();
  }

  int count() {
    return disclosures.size();
  }

  /** Forgets all but the first so many. */
  void cutTo(int count) {
    disclosures.subList(count, disclosures.size()).clear();
  }

  /** What was concealed since {@code begin}. */
  List<Disclosure> disclosures() {
    return disclosures;
  }

  /** Conceals the value that was written last. */
  void conceal(String path, int start) {
    disclosure.clear();
    disclosure.begin('[');
    disclosure.text(BASE64URL.encodeToString(salts.next()));
    disclosure.text(path);
    disclosure.raw(json.copy(start));
    disclosure.end(']');
    byte[] content = disclosure.copy(0);
    byte[] digest = sha256.digest(content);
    disclosures.add(new Disclosure(digest, content));
    json.cutTo(start);
    json.begin('{');
    json.name(DIGEST);
    json.text(BASE64URL.encodeToString(digest));
    json.end('}');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
