package dev.writ.server.signature;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** What the file of a key holds. */
final class KeyFile {
  private static final int SHORTEST_SECRET = 32;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private KeyFile() {}

  /**
   * The key in a file's bytes.
   *
   * @throws IllegalArgumentException if they are no key of that algorithm
   */
  static VerificationKey parse(Algorithm algorithm, byte[] file) {
    return switch (algorithm) {
      case ED25519 -> new VerificationKey(algorithm, publicKey("Ed25519", file));
      case ECDSA_P256_SHA256 -> new VerificationKey(algorithm, onP256(publicKey("EC", file)));
      case HMAC_SHA256, LEGACY_HMAC_SHA256 -> new VerificationKey(algorithm, secret(file));
    };
  }

  private static SecretKeySpec secret(byte[] file) {
    if (file.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException("a shared secret has at least 32 bytes");
    }
    return new SecretKeySpec(file, "HmacSHA256");
  }

  private static PublicKey publicKey(String type, byte[] file) {
    Matcher pem = PEM.matcher(new String(file, StandardCharsets.US_ASCII));
    if (!pem.matches()) {
      throw new IllegalArgumentException("it is not one public key in PEM");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is not a public key of type " + type, e);
    }
  }

  private static PublicKey onP256(PublicKey key) {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
      ECParameterSpec given = ((ECPublicKey) key).getParams();
      if (given.getCurve().equals(p256.getCurve())
          && given.getGenerator().equals(p256.getGenerator())) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
    throw new IllegalArgumentException("it is not a key on the curve P-256");
  }
}
