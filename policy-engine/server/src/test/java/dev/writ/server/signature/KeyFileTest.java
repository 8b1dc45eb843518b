package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

  private static VerificationKey parse(Algorithm algorithm, String file) {
    return KeyFile.parse(algorithm, file.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aKeyOfAnotherTypeOrCurveIsRefused() {
    String ed25519 = TestKeys.pem(TestKeys.ed25519().getPublic());
    String p256 = TestKeys.pem(TestKeys.ec("secp256r1").getPublic());
    String p384 = TestKeys.pem(TestKeys.ec("secp384r1").getPublic());
    assertThat(parse(Algorithm.ED25519, ed25519).key().getAlgorithm()).isEqualTo("EdDSA");
    assertThat(parse(Algorithm.ECDSA_P256_SHA256, p256).key().getAlgorithm()).isEqualTo("EC");
    assertThatThrownBy(() -> parse(Algorithm.ED25519, p256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse(Algorithm.ECDSA_P256_SHA256, ed25519))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse(Algorithm.ECDSA_P256_SHA256, p384))
        .hasMessage("it is not a key on the curve P-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
      })
  void whatIsNoPublicKeyIsRefused(String file) {
    assertThatThrownBy(() -> parse(Algorithm.ED25519, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it is not ");
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> parse(Algorithm.HMAC_SHA256, "x".repeat(31)))
        .hasMessage("a shared secret has at least 32 bytes");
    assertThat(parse(Algorithm.HMAC_SHA256, "x".repeat(32)).key().getEncoded()).hasSize(32);
  }

  @Test
  void anUnknownAlgorithmIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(
            () ->
                new PeerKeys(
                    Map.of("k", TestKeys.key("p", "rsa-v1_5-sha256", TestKeys.file(new byte[40]))),
                    Secrets.inFiles()))
        .hasMessageContaining("`rsa-v1_5-sha256`")
        .hasMessageContaining("ed25519, ecdsa-p256-sha256, hmac-sha256");
  }
}
