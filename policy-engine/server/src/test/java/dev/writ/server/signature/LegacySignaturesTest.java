package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.peer.Refused;
import dev.writ.server.replay.SeenOnce;
import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.secret.Secrets;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacySignaturesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final byte[] OLD =
      "the first secret, 32 bytes or more".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW =
      "the second secret, 32 bytes or more".getBytes(StandardCharsets.UTF_8);

  private final Set<String> used = new HashSet<>();
  private final SeenOnce seenOnce =
      (realm, identifier, lifetime) ->
          Uni.createFrom().item(used.add(realm + "|" + identifier) ? Verdict.FIRST : Verdict.SEEN);
  private final PeerKeys keys =
      new PeerKeys(
          Map.of(
              "a", TestKeys.key("stock", "legacy-hmac-sha256", TestKeys.file(OLD)),
              "b", TestKeys.key("stock", "legacy-hmac-sha256", TestKeys.file(NEW)),
              "c", TestKeys.key("other", "hmac-sha256", TestKeys.file(NEW))),
          Secrets.inFiles());

  private static Message signed(String time, byte[] secret) {
    Message message = Message.plain().set("X-Service-ID", "stock").set("X-Timestamp", time);
    byte[] canonical = LegacySignatures.canonical(message.signed(), "stock", time);
    return message.set("X-Signature", HexFormat.of().formatHex(TestKeys.hmac(secret, canonical)));
  }

  private String verify(Message message) {
    var age = new Age(Duration.ofSeconds(60), Duration.ofSeconds(5), NOW.minusSeconds(1000));
    return new LegacySignatures(
            keys,
            new Acceptance(age, seenOnce, (credential, now) -> null),
            Set.of("subject-token", "x-service"),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .verify(message.signed())
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private void refused(Message message, Fault fault) {
    assertThatThrownBy(() -> verify(message))
        .isInstanceOfSatisfying(
            Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(fault.code()));
  }

  @Test
  void theSignedTextIsTheDocumentedOne() {
    assertThat(
            new String(
                LegacySignatures.canonical(Message.plain().signed(), "stock", "1800000000"),
                StandardCharsets.UTF_8))
        .isEqualTo(
            """
            POST
            /access/v1/evaluation
            a=b
            1800000000
            stock
            5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1""");
  }

  @Test
  void eachKeyOfTheServiceSigns() {
    assertThat(verify(signed("1800000000", OLD))).isEqualTo("stock");
    assertThat(verify(signed("1800000000", NEW))).isEqualTo("stock");
    assertThat(verify(signed("1800000000123", NEW))).isEqualTo("stock");
  }

  @Test
  void aSignatureIsTakenOnceHoweverItIsWritten() {
    Message message = signed("1800000000", OLD);
    assertThat(verify(message)).isEqualTo("stock");
    refused(message, Fault.SIGNATURE_REPLAYED);
    String upper = message.fields.get("X-Signature").get(0).toUpperCase(Locale.ROOT);
    refused(message.set("X-Signature", upper), Fault.SIGNATURE_REPLAYED);
  }

  @ParameterizedTest
  @CsvSource({"-300, ", "5, ", "-301, SIGNATURE_TOO_OLD", "6, SIGNATURE_FROM_FUTURE"})
  void aSignatureIsFreshForFiveMinutes(long offset, Fault fault) {
    Message message = signed(Long.toString(NOW.getEpochSecond() + offset), OLD);
    if (fault == null) {
      assertThat(verify(message)).isEqualTo("stock");
    } else {
      refused(message, fault);
    }
  }

  @Test
  void whateverChangesInTheRequestBreaksTheSignature() {
    refused(changed(message -> message.method = "PUT"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.target = "/v1/explain?a=b"), Fault.SIGNATURE_INVALID);
    refused(
        changed(message -> message.target = "/access/v1/evaluation?a=c"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.target = "/access/v1/evaluation"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.body[2]++), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.set("X-Service-ID", "other")), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.set("X-Timestamp", "1800000001")), Fault.SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject-Token", "X-Service"})
  void whatNoSignatureOfThisFormCoversIsNotTaken(String header) {
    refused(changed(message -> message.set(header, "x")), Fault.LEGACY_INCOMPLETE);
  }

  private static Message changed(Consumer<Message> change) {
    Message message = signed("1800000000", OLD);
    change.accept(message);
    return message;
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Service-ID", "X-Timestamp", "X-Signature"})
  void eachHeaderComesOnce(String field) {
    Message message = signed("1800000000", OLD);
    String value = message.fields.get(field).get(0);
    refused(message.set(field, value, value), Fault.LEGACY_MALFORMED);
    message.fields.remove(field);
    refused(message, Fault.LEGACY_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Timestamp, 180000000",
    "X-Timestamp, -1800000000",
    "X-Timestamp, 18000000000",
    "X-Timestamp, 1800000000.0",
    "X-Timestamp, ١٨٠٠٠٠٠٠٠٠",
    "X-Signature, 00",
    "X-Signature, zz"
  })
  void malformedHeadersAreRefused(String field, String value) {
    refused(signed("1800000000", OLD).set(field, value), Fault.LEGACY_MALFORMED);
  }
}
