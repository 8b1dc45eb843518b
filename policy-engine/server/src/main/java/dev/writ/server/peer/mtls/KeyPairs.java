package dev.writ.server.peer.mtls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;
import javax.net.ssl.X509KeyManager;

/** Whether certificates and keys belong together. */
final class KeyPairs {
  private static final byte[] ANYTHING = {1};

  private KeyPairs() {}

  /**
   * Checks every key against its certificate.
   *
   * @param keys of the store
   * @throws GeneralSecurityException if one is not the other's
   */
  static void requireMatch(KeyStore store, X509KeyManager keys) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      PrivateKey key = keys.getPrivateKey(alias);
      if (key == null) {
        throw new GeneralSecurityException("there is no key");
      }
      requireMatch(key, store.getCertificate(alias).getPublicKey());
    }
  }

  private static void requireMatch(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm(key));
    signature.initSign(key);
    signature.update(ANYTHING);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(ANYTHING);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
