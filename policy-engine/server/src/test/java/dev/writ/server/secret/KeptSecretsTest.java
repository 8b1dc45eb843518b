package dev.writ.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Configuration that is encrypted. */
@QuarkusTest
@TestProfile(KeptSecretsTest.Kept.class)
class KeptSecretsTest {
  private static final String KEY = "a key of the operator's";

  public static class Kept implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "writ.redis.username",
          "${aes-gcm-nopadding::" + encrypted("kept-encrypted") + "}",
          "smallrye.config.secret-handler.aes-gcm-nopadding.encryption-key",
          KEY);
    }

    /** As SmallRye documents it: length of the nonce, nonce, ciphertext; the key is hashed. */
    private static String encrypted(String text) {
      try {
        byte[] key = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8));
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] hidden = cipher.doFinal(text.getBytes(UTF_8));
        byte[] message =
            ByteBuffer.allocate(1 + nonce.length + hidden.length)
                .put((byte) nonce.length)
                .put(nonce)
                .put(hidden)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(message);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void whatIsEncryptedIsDecrypted() {
    assertThat(ConfigProvider.getConfig().getValue("writ.redis.username", String.class))
        .isEqualTo("kept-encrypted");
  }
}
