package dev.writ.server.git;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a call comes from the Git host, in each of the forms that hosts use. All comparisons
 * take as long wherever the first difference is.
 */
final class WebhookSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String GITHUB_PREFIX = "sha256=";
  private static final int SHORTEST = 16;

  private final byte[] secret;

  /**
   * @throws IllegalArgumentException if the secret is short enough to be guessed
   */
  WebhookSecret(byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException("it has fewer than 16 bytes");
    }
    this.secret = secret.clone();
  }

  /** The header fields in which hosts prove themselves; null for those that are absent. */
  record Proof(@Nullable String github, @Nullable String gitlab, @Nullable String gitea) {}

  /** Whether one proof is there and right; a second one that is wrong spoils it. */
  boolean accepts(Proof proof, byte[] body) {
    boolean any = proof.github() != null || proof.gitlab() != null || proof.gitea() != null;
    return any
        && (proof.github() == null || isGithubs(proof.github(), body))
        && (proof.gitlab() == null || isToken(proof.gitlab()))
        && (proof.gitea() == null || isSignature(proof.gitea(), body));
  }

  private boolean isGithubs(String value, byte[] body) {
    return value.startsWith(GITHUB_PREFIX)
        && isSignature(value.substring(GITHUB_PREFIX.length()), body);
  }

  private boolean isToken(String token) {
    return MessageDigest.isEqual(secret, token.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isSignature(String hexadecimal, byte[] body) {
    try {
      return MessageDigest.isEqual(sign(body), HexFormat.of().parseHex(hexadecimal));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
