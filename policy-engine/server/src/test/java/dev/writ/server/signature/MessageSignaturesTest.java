package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.peer.Refused;
import dev.writ.server.replay.SeenOnce;
import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.revocation.Credential;
import dev.writ.server.revocation.Revocation;
import dev.writ.server.revocation.Revocation.Target;
import dev.writ.server.revocation.Revocations;
import dev.writ.server.secret.Secrets;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignaturesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final KeyPair FIRST = TestKeys.ed25519();
  private static final KeyPair SECOND = TestKeys.ec("secp256r1");
  private static final KeyPair OTHER = TestKeys.ed25519();
  private static final byte[] SECRET =
      "a shared secret of more than 32 bytes".getBytes(StandardCharsets.UTF_8);
  private static final PeerKeys KEYS =
      new PeerKeys(
          Map.of(
              "p1", TestKeys.key("payments", "ed25519", pem(FIRST)),
              "p2", TestKeys.key("payments", "ecdsa-p256-sha256", pem(SECOND)),
              "s1", TestKeys.key("stock", "hmac-sha256", TestKeys.file(SECRET)),
              "old", TestKeys.key("stock", "legacy-hmac-sha256", TestKeys.file(SECRET))),
          Secrets.inFiles());

  private final Set<String> used = new HashSet<>();
  private Revocations revocations = (credential, now) -> null;
  private SeenOnce seenOnce =
      (realm, identifier, lifetime) ->
          Uni.createFrom().item(used.add(realm + "|" + identifier) ? Verdict.FIRST : Verdict.SEEN);

  private static java.nio.file.Path pem(KeyPair pair) {
    return TestKeys.file(TestKeys.pem(pair.getPublic()).getBytes(StandardCharsets.US_ASCII));
  }

  private static String input(String components, String parameters) {
    return components + ";" + parameters;
  }

  private static String parameters(long created, String key, String nonce) {
    return "created=%d;keyid=\"%s\";nonce=\"%s\"".formatted(created, key, nonce);
  }

  private static String good() {
    return input(Message.COMPONENTS, parameters(NOW.getEpochSecond(), "p1", "n1"));
  }

  private static Message signed(String input) {
    return Message.plain().sign(FIRST.getPrivate(), input);
  }

  private String verify(Message message) {
    var age = new Age(Duration.ofSeconds(60), Duration.ofSeconds(5), NOW.minusSeconds(1000));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new MessageSignatures(
            KEYS,
            new Acceptance(age, seenOnce, revocations),
            Set.of("content-type", "subject-token", "x-service"),
            clock)
        .verify(message.signed())
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private void refused(Message message, Fault fault) {
    assertThatThrownBy(() -> verify(message))
        .isInstanceOfSatisfying(
            Refused.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(fault.code());
              assertThat(refusal.status()).isEqualTo(401);
            });
  }

  @Test
  void aSignatureSaysWhichPeerItIs() {
    assertThat(verify(signed(good()))).isEqualTo("payments");
  }

  @Test
  void aPeerMayHaveSeveralKeysOfSeveralKinds() {
    String ecdsa = input(Message.COMPONENTS, parameters(NOW.getEpochSecond(), "p2", "n"));
    assertThat(
            verify(
                Message.plain()
                    .sign(
                        ecdsa,
                        base ->
                            TestKeys.sign(
                                "SHA256withECDSAinP1363Format", SECOND.getPrivate(), base))))
        .isEqualTo("payments");
    String hmac = input(Message.COMPONENTS, parameters(NOW.getEpochSecond(), "s1", "n"));
    assertThat(verify(Message.plain().sign(hmac, base -> TestKeys.hmac(SECRET, base))))
        .isEqualTo("stock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\"@target-uri\" \"@method\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@authority\" \"@request-target\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@scheme\" \"@target-uri\" \"content-digest\" \"content-type\" \"date\")"
      })
  void everyWayToCoverTheRequestIsTaken(String components) {
    Message message = Message.plain().set("Date", "Tue, 20 Apr 2021 02:07:55 GMT");
    assertThat(
            verify(
                message.sign(
                    FIRST.getPrivate(),
                    input(components, parameters(NOW.getEpochSecond(), "p1", "n1")))))
        .isEqualTo("payments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "()",
        "(\"@target-uri\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@path\" \"@query\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@request-target\" \"content-digest\" \"content-type\")",
        "(\"@method\" \"@target-uri\" \"content-type\")",
        "(\"@method\" \"@target-uri\" \"content-digest\")"
      })
  void aSignatureThatLeavesSomethingOpenIsRefused(String components) {
    refused(
        signed(input(components, parameters(NOW.getEpochSecond(), "p1", "n1"))),
        Fault.SIGNATURE_INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject-Token", "X-Service"})
  void aSubjectsTokenAndAVouchedServiceMustBeCovered(String header) {
    Message message = Message.plain().set(header, "abc");
    refused(message.sign(FIRST.getPrivate(), good()), Fault.SIGNATURE_INCOMPLETE);
    String name = '"' + header.toLowerCase(Locale.ROOT) + '"';
    String covering = good().replace("\"content-type\"", "\"content-type\" " + name);
    assertThat(verify(message.sign(FIRST.getPrivate(), covering))).isEqualTo("payments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"@status\"",
        "\"@query-param\";name=\"a\"",
        "\"content-type\";bs",
        "\"content-type\";req",
        "\"content-digest\";key=\"sha-256\"",
        "\"absent\"",
        "\"Content-Type\"",
        "\"@unknown\"",
        "\"\"",
        "\"with space\""
      })
  void aComponentThatIsNotHereOrNotKnownIsRefused(String component) {
    Message message =
        Message.plain()
            .set(
                "Signature-Input",
                "sig=(" + component + ")" + good().substring(good().indexOf(';')))
            .set("Signature", "sig=:AAAA:");
    refused(message, Fault.SIGNATURE_UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keyid=\"p1\";nonce=\"n\"",
        "created=1800000000;nonce=\"n\"",
        "created=1800000000;keyid=\"p1\"",
        "created=\"1800000000\";keyid=\"p1\";nonce=\"n\"",
        "created=1800000000.0;keyid=\"p1\";nonce=\"n\"",
        "created=1800000000;keyid=p1;nonce=\"n\"",
        "created=1800000000;keyid=\"p1\";nonce=\"\"",
        "created=1800000000;keyid=\"p1\";nonce=:bg==:",
        "created=1800000000;keyid=\"p1\";nonce=\"n\";expires=\"x\"",
        "created=1800000000;keyid=\"p1\";nonce=\"n\";alg=1"
      })
  void everyParameterIsNeededAndOfItsType(String parameters) {
    refused(signed(input(Message.COMPONENTS, parameters)), Fault.SIGNATURE_PARAMETERS);
  }

  @ParameterizedTest
  @CsvSource({"0, ", "-60, ", "5, ", "-61, SIGNATURE_TOO_OLD", "6, SIGNATURE_FROM_FUTURE"})
  void aSignatureIsFreshWithinItsWindow(long offset, Fault fault) {
    Message message =
        signed(input(Message.COMPONENTS, parameters(NOW.getEpochSecond() + offset, "p1", "n")));
    if (fault == null) {
      assertThat(verify(message)).isEqualTo("payments");
    } else {
      refused(message, fault);
    }
  }

  @Test
  void aSignatureFromBeforeTheStartMayHaveBeenUsed() {
    var age = new Age(Duration.ofSeconds(60), Duration.ofSeconds(5), NOW);
    var signatures =
        new MessageSignatures(
            KEYS,
            new Acceptance(age, seenOnce, revocations),
            Set.of(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    Message before =
        signed(input(Message.COMPONENTS, parameters(NOW.getEpochSecond() - 1, "p1", "n")));
    assertThatThrownBy(() -> signatures.verify(before.signed()))
        .isInstanceOfSatisfying(
            Refused.class, refusal -> assertThat(refusal.code()).isEqualTo("signature-too-old"));
  }

  @Test
  void aSignatureEndsWhenItSays() {
    refused(signed(good() + ";expires=" + NOW.getEpochSecond()), Fault.SIGNATURE_EXPIRED);
    assertThat(verify(signed(good() + ";expires=" + (NOW.getEpochSecond() + 1))))
        .isEqualTo("payments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac-sha256", "rsa-pss-sha512", "none", "ED25519", "ecdsa-p256-sha256"})
  void theAlgorithmIsTheKeysAndNotTheSignatures(String algorithm) {
    refused(signed(good() + ";alg=\"" + algorithm + "\""), Fault.SIGNATURE_INVALID);
    assertThat(verify(signed(good() + ";alg=\"ed25519\""))).isEqualTo("payments");
  }

  /** The public key's bytes used as a shared secret. */
  @Test
  void aPublicKeyIsNoSharedSecret() {
    byte[] published = TestKeys.pem(FIRST.getPublic()).getBytes(StandardCharsets.US_ASCII);
    for (String input : Set.of(good(), good() + ";alg=\"hmac-sha256\"")) {
      refused(
          Message.plain().sign(input, base -> TestKeys.hmac(published, base)),
          Fault.SIGNATURE_INVALID);
    }
  }

  @Test
  void anotherPeersKeyDoesNotVerify() {
    refused(Message.plain().sign(OTHER.getPrivate(), good()), Fault.SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p3", "old", "../p1", "P1"})
  void aKeyThatIsNotForThisIsUnknown(String key) {
    refused(
        signed(input(Message.COMPONENTS, parameters(NOW.getEpochSecond(), key, "n"))),
        Fault.UNKNOWN_KEY);
  }

  @Test
  void whateverChangesInTheRequestBreaksTheSignature() {
    refused(changed(message -> message.method = "PUT"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.target = "/v1/explain?a=b"), Fault.SIGNATURE_INVALID);
    refused(
        changed(message -> message.target = "/access/v1/evaluation?a=c"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.authority = "pdp2.example"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.scheme = "http"), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.set("Content-Type", "x/y")), Fault.SIGNATURE_INVALID);
    refused(changed(message -> message.body[3]++), Fault.DIGEST_MISMATCH);
    refused(
        changed(
            message -> {
              message.body[3]++;
              message.digest();
            }),
        Fault.SIGNATURE_INVALID);
  }

  private static Message changed(Consumer<Message> change) {
    Message message = signed(good());
    change.accept(message);
    return message;
  }

  @Test
  void everyKnownDigestMustBeRight() {
    Message message = Message.plain();
    String right = message.fields.get("Content-Digest").get(0);
    assertThat(
            verify(
                message
                    .set("Content-Digest", right + ", md5=:AAAA:")
                    .sign(FIRST.getPrivate(), good())))
        .isEqualTo("payments");
    for (String wrong : Set.of(right + ", sha-512=:AAAA:", "md5=:AAAA:", "sha-256=1", "")) {
      used.clear();
      refused(
          message.set("Content-Digest", wrong).sign(FIRST.getPrivate(), good()),
          Fault.DIGEST_MISMATCH);
    }
  }

  @Test
  void aRequestWithoutBodyNeedsNoDigest() {
    var message = new Message();
    message.method = "GET";
    message.body = new byte[0];
    String input =
        input("(\"@method\" \"@target-uri\")", parameters(NOW.getEpochSecond(), "p1", "n"));
    assertThat(verify(message.sign(FIRST.getPrivate(), input))).isEqualTo("payments");
    message.body = new byte[] {1};
    used.clear();
    refused(message, Fault.SIGNATURE_INCOMPLETE);
  }

  @Test
  void aNonceIsTakenOnce() {
    Message message = signed(good());
    assertThat(verify(message)).isEqualTo("payments");
    refused(message, Fault.SIGNATURE_REPLAYED);
    assertThat(verify(signed(good().replace("n1", "n2")))).isEqualTo("payments");
  }

  @Test
  void whereReplaysCannotBeKnownNothingIsAccepted() {
    seenOnce = (realm, identifier, lifetime) -> Uni.createFrom().item(Verdict.UNKNOWN);
    refused(signed(good()), Fault.REPLAY_UNKNOWN);
  }

  @Test
  void whoCannotSignBurnsNoNonce() {
    refused(Message.plain().sign(OTHER.getPrivate(), good()), Fault.SIGNATURE_INVALID);
    assertThat(used).isEmpty();
    assertThat(verify(signed(good()))).isEqualTo("payments");
  }

  @Test
  void aRevokedKeyIsRefused() {
    revocations =
        (credential, now) ->
            credential.equals(Credential.key("p1"))
                ? new Revocation(
                    new Target(dev.writ.server.revocation.Kind.KEY, null, "p1"),
                    NOW.plusSeconds(1),
                    null,
                    "")
                : null;
    refused(signed(good()), Fault.KEY_REVOKED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sig=();created=1 | ",
        " | sig=:AAAA:",
        "sig=();created=1 | other=:AAAA:",
        "a=();created=1, b=();created=1 | a=:AAAA:, b=:AAAA:",
        "sig=1 | sig=:AAAA:",
        "sig=();created=1 | sig=1",
        "sig=();created=1 | sig=:%%%:",
        "sig=(1);created=1800000000;keyid=\"p1\";nonce=\"n\" | sig=:AAAA:",
        "sig=(\"@method\" \"@method\");created=1800000000;keyid=\"p1\";nonce=\"n\" | sig=:AAAA:",
        "sig=( | sig=:AAAA:",
        "{} | {}"
      })
  void malformedHeadersAreRefused(String input, String signature) {
    Message message = Message.plain();
    if (input != null) {
      message.set("Signature-Input", input);
    }
    if (signature != null) {
      message.set("Signature", signature);
    }
    refused(message, Fault.SIGNATURE_MALFORMED);
  }

  @Test
  void aSignatureOverTooManyComponentsIsMalformed() {
    Message message = Message.plain();
    var components = new StringBuilder("(");
    for (int i = 0; i < 40; i++) {
      message.set("h" + i, "x");
      components.append("\"h").append(i).append("\" ");
    }
    String list = components.toString().strip() + ")";
    refused(
        message
            .set(
                "Signature-Input",
                "sig=" + input(list, parameters(NOW.getEpochSecond(), "p1", "n")))
            .set("Signature", "sig=:AAAA:"),
        Fault.SIGNATURE_MALFORMED);
  }

  private static final String[] PIECES = {
    "\"",
    "(",
    ")",
    ";",
    "=",
    ":",
    ",",
    " ",
    "\\",
    "\u0000",
    "é",
    "?1",
    "1e9",
    "-",
    "a",
    "@method",
    "created=1800000000",
    "keyid=\"p1\"",
    "nonce=\"n1\"",
    ";alg=\"none\"",
    "*",
    "999999999999999999"
  };

  /**
   * One changed span anywhere in the headers: a refusal, or a signature that still says the same.
   */
  @Property(tries = 3000)
  void headersWithSomethingChangedNeverLetAnotherIn(@ForAll Random random) {
    Message message = signed(good());
    String field = random.nextBoolean() ? "Signature-Input" : "Signature";
    String value = message.fields.get(field).get(0);
    int from = random.nextInt(value.length() + 1);
    int to = Math.min(value.length(), from + random.nextInt(6));
    String piece = PIECES[random.nextInt(PIECES.length)];
    message.set(field, value.substring(0, from) + piece + value.substring(to));
    used.clear();
    try {
      assertThat(verify(message)).isEqualTo("payments");
      // what verified says the same as before, however it was written
      SignatureInput input = SignatureInput.of(message.signed());
      assertThat(SignatureBase.of(input, message.signed()).text())
          .isEqualTo(
              SignatureBase.of(SignatureInput.of(signed(good()).signed()), message.signed())
                  .text());
    } catch (Refused e) {
      assertThat(e.status()).isEqualTo(401);
    }
  }
}
