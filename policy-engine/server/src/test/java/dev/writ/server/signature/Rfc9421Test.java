package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.peer.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys, messages and signatures of RFC 9421, appendix B, as far as PDPs see such. */
class Rfc9421Test {
  private static final String SECRET =
      "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
  private static final VerificationKey ED25519 =
      key(Algorithm.ED25519, "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
  private static final VerificationKey P256 =
      key(
          Algorithm.ECDSA_P256_SHA256,
          """
          MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
          w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
          """);
  private static final VerificationKey HMAC =
      KeyFile.parse(Algorithm.HMAC_SHA256, Base64.getDecoder().decode(SECRET));

  private static VerificationKey key(Algorithm algorithm, String base64) {
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    return KeyFile.parse(algorithm, pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** B.2, `test-request`. */
  private static Message request() {
    var message = new Message();
    message.authority = "example.com";
    message.target = "/foo?param=Value&Pet=dog";
    return message
        .set("Host", "example.com")
        .set("Date", "Tue, 20 Apr 2021 02:07:55 GMT")
        .set("Content-Type", "application/json")
        .set(
            "Content-Digest",
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:")
        .set("Content-Length", "18");
  }

  /** B.4's request before any change. */
  private static Message transformed() {
    var message = new Message();
    message.method = "GET";
    message.authority = "example.org";
    message.target = "/demo?name1=Value1&Name2=value2";
    message.body = new byte[0];
    return message
        .set("Host", "example.org")
        .set("Date", "Fri, 15 Jul 2022 14:24:55 GMT")
        .set("Accept", "application/json", "*/*")
        .set(
            "Signature-Input",
            "transform=(\"@method\" \"@path\" \"@authority\" \"accept\");created=1618884473;keyid=\"test-key-ed25519\"")
        .set(
            "Signature",
            "transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==:");
  }

  private static boolean verifies(VerificationKey key, Message message) {
    SignatureInput input = SignatureInput.of(message.signed());
    SignatureBase base = SignatureBase.of(input, message.signed());
    return key.verifies(base.bytes(), input.signature());
  }

  @Test
  void theDigestOfTheTestRequestIsRight() {
    ContentDigest.check(request().signed());
    Message other = request();
    other.body = "{\"hello\": \"World\"}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ContentDigest.check(other.signed())).isInstanceOf(Refused.class);
  }

  /** B.2.1 to B.2.3 use an algorithm that is not offered here; their bases are as good a test. */
  @Test
  void theBaseWithEveryKindOfComponentIsThatOfTheRfc() {
    Message message =
        request()
            .set(
                "Signature-Input",
                "sig-b23=(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
                    + " \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"")
            .set("Signature", "sig-b23=:AAAA:");
    assertThat(SignatureBase.of(SignatureInput.of(message.signed()), message.signed()).text())
        .isEqualTo(
            """
            "date": Tue, 20 Apr 2021 02:07:55 GMT
            "@method": POST
            "@path": /foo
            "@query": ?param=Value&Pet=dog
            "@authority": example.com
            "content-type": application/json
            "content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
            "content-length": 18
            "@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss\"""");
  }

  /** B.2.4 signs a response, which we never see: its base is taken as it is. */
  @Test
  void theEcdsaSignatureOfB24Verifies() {
    String base =
        """
        "@status": 200
        "content-type": application/json
        "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
        "content-length": 23
        "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256\"""";
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");
    assertThat(P256.verifies(base.getBytes(StandardCharsets.US_ASCII), signature)).isTrue();
    String other = base.replace("200", "201");
    assertThat(P256.verifies(other.getBytes(StandardCharsets.US_ASCII), signature)).isFalse();
  }

  @Test
  void theHmacSignatureOfB25Verifies() {
    Message message =
        request()
            .set(
                "Signature-Input",
                "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"")
            .set("Signature", "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:");
    assertThat(verifies(HMAC, message)).isTrue();
    assertThat(verifies(HMAC, message.set("Date", "Tue, 20 Apr 2021 02:07:56 GMT"))).isFalse();
  }

  @Test
  void theEd25519SignatureOfB26Verifies() {
    Message message =
        request()
            .set(
                "Signature-Input",
                "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
                    + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"")
            .set(
                "Signature",
                "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:");
    assertThat(verifies(ED25519, message)).isTrue();
    message.method = "PUT";
    assertThat(verifies(ED25519, message)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "query", "header", "joined"})
  void whatB4AllowsToChangeKeepsTheSignature(String change) {
    Message message = transformed();
    switch (change) {
      case "query" -> message.target += "&param=added";
      case "header" -> message.set("Accept-Language", "en-US,en;q=0.5").set("Date", "x");
      case "joined" -> message.set("Accept", "application/json, */*");
      default -> {}
    }
    assertThat(verifies(ED25519, message)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"method", "authority", "order"})
  void whatB4ForbidsToChangeBreaksTheSignature(String change) {
    Message message = transformed();
    switch (change) {
      case "method" -> message.method = "POST";
      case "authority" -> message.authority = "example.com";
      default -> message.set("Accept", "*/*", "application/json");
    }
    assertThat(verifies(ED25519, message)).isFalse();
  }
}
