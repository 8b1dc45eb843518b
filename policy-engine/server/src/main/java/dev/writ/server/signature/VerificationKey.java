package dev.writ.server.signature;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Material that verifies; its type fits its algorithm. */
record VerificationKey(Algorithm algorithm, Key key) {

  /** Whether a signature is this key's; a malformed one is not. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      return switch (algorithm) {
        case ED25519 -> verifies("Ed25519", message, signature);
        case ECDSA_P256_SHA256 -> verifies("SHA256withECDSAinP1363Format", message, signature);
        case HMAC_SHA256, LEGACY_HMAC_SHA256 -> MessageDigest.isEqual(mac(message), signature);
      };
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean verifies(String name, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(name);
    verifier.initVerify((PublicKey) key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private byte[] mac(byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init((SecretKey) key);
    return mac.doFinal(message);
  }
}
