package dev.writ.lib;

import static dev.writ.lib.SignedBundles.LEDGER_WRITES;
import static dev.writ.lib.SignedBundles.NOBODY_READS;
import static dev.writ.lib.SignedBundles.OWNERS_READ;
import static dev.writ.lib.SignedBundles.SEQUENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.Need;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DecisionPointTest {
  private static final String OF =
      """
      {"subject": {"type": "user", "id": "%s"}, "action": {"name": "read"},
       "resource": {"type": "record", "id": "1", "properties": {"ownerId": "alice"}}}
      """;
  private static final byte[] OWNER = OF.formatted("alice").getBytes(UTF_8);
  private static final byte[] STRANGER = OF.formatted("bob").getBytes(UTF_8);

  private static final byte[] WRITE =
      """
      {"subject": {"type": "user", "id": "x"}, "action": {"name": "write"},
       "resource": {"type": "ledger", "id": "1"}}
      """
          .getBytes(UTF_8);

  private final SignedBundles signed = new SignedBundles();
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
  private final InstantSource clock = time::get;

  private DecisionPoint open(byte[] bundle) throws CallFailed {
    return DecisionPoint.open(bundle, signed.publicKey(), Bundle.NONE_SEEN, null, clock);
  }

  private static void fails(Status status, ThrowingCallable call) {
    assertThatExceptionOfType(CallFailed.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.status()).isEqualTo(status))
        .satisfies(e -> assertThat(e.reason()).isNotBlank().doesNotContain("dev.writ", "java."));
  }

  @Test
  void theOwnerMayAndAStrangerMayNot() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    assertThat(point.decide(OWNER).allowed()).isTrue();
    assertThat(text(point.decide(OWNER))).startsWith("{\"decision\":true,\"context\":{\"id\":\"");
    assertThat(point.decide(STRANGER).allowed()).isFalse();
    assertThat(text(point.decide(STRANGER))).contains("no rule allows it");
  }

  @Test
  void aBatchIsAnsweredInOrderAndIsNoAllowAsAWhole() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    String batch = "{\"evaluations\": [%s, {}, %s]}".formatted(text(OWNER), text(STRANGER));
    Reply reply = point.decideAll(batch.getBytes(UTF_8));
    assertThat(text(reply))
        .containsSubsequence("\"decision\":true", "\"status\":400", "\"decision\":false");
    assertThat(reply.allowed()).isFalse();
    assertThat(point.decideAll(OWNER).allowed()).isTrue();
  }

  @Test
  void anExplanationHoldsTheDecision() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    assertThat(text(point.explain(STRANGER)))
        .startsWith("{\"decision\":false")
        .contains("\"explanation\":{", "records/owner-reads");
    assertThat(point.explain(OWNER).allowed()).isTrue();
  }

  @Test
  void theBinaryFormSaysTheSame() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    for (byte[] body : new byte[][] {OWNER, STRANGER}) {
      Question question = Question.of(Members.of(StrictJson.readObject(body)), null);
      boolean allowed = point.decide(body).allowed();
      Reply brief = point.decideBinary(BinaryForm.write(new Evaluation(question, false)));
      assertThat(brief.allowed()).isEqualTo(allowed);
      assertThat(brief.bytes()).hasSize(17).startsWith(allowed ? 1 : 0);
      Reply full = point.decideBinary(BinaryForm.write(new Evaluation(question, true)));
      assertThat(full.allowed()).isEqualTo(allowed);
      assertThat(new String(full.bytes(), 17, full.bytes().length - 17, UTF_8))
          .startsWith("{\"decision\":" + allowed);
    }
  }

  @Test
  void whatSaysNothingIsRefused() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    for (String body : new String[] {"", "{}", "[1]", "{\"subject\": 1}", "{\"a\": \"\\ud800\"}"}) {
      fails(Status.INVALID_REQUEST, () -> point.decide(body.getBytes(UTF_8)));
      fails(Status.INVALID_REQUEST, () -> point.decideAll(body.getBytes(UTF_8)));
      fails(Status.INVALID_REQUEST, () -> point.explain(body.getBytes(UTF_8)));
      fails(Status.INVALID_REQUEST, () -> point.decideBinary(body.getBytes(UTF_8)));
    }
    fails(Status.INVALID_REQUEST, () -> point.decide(new byte[] {'{', (byte) 0xFF, '}'}));
  }

  @Test
  void pastItsTimeABundleDecidesNothing() throws Exception {
    Instant issued = time.get();
    DecisionPoint point =
        open(
            signed.bundle(
                SignedBundles.program(OWNERS_READ), SEQUENCE, issued, Duration.ofMinutes(5)));
    Instant notAfter = point.bundle().notAfter();
    time.set(notAfter);
    assertThat(point.decide(OWNER).allowed()).isTrue();
    time.set(notAfter.plusMillis(1));
    fails(Status.EXPIRED, () -> point.decide(OWNER));
    fails(Status.EXPIRED, () -> point.decideAll(OWNER));
    fails(Status.EXPIRED, () -> point.explain(OWNER));
    fails(Status.EXPIRED, () -> point.decideBinary(new byte[0]));
  }

  @Test
  void aSwapGoesForwardOrNotAtAll() throws Exception {
    DecisionPoint point = open(signed.bundle(OWNERS_READ, SEQUENCE));
    byte[] cut = Arrays.copyOf(signed.bundle(NOBODY_READS, SEQUENCE + 1), 100);
    fails(Status.INVALID_BUNDLE, () -> point.swap(cut));
    fails(Status.INVALID_BUNDLE, () -> point.swap(signed.bundle(NOBODY_READS, SEQUENCE - 1)));
    fails(
        Status.INVALID_BUNDLE,
        () -> point.swap(new SignedBundles().bundle(NOBODY_READS, SEQUENCE + 1)));
    assertThat(point.decide(OWNER).allowed()).isTrue();
    point.swap(signed.bundle(NOBODY_READS, SEQUENCE + 1));
    assertThat(point.decide(OWNER).allowed()).isFalse();
    assertThat(point.bundle().sequence()).isEqualTo(SEQUENCE + 1);
  }

  @Test
  void onlyABundleToBelieveIsOpened() {
    byte[] bundle = signed.bundle(OWNERS_READ, SEQUENCE);
    String other = new SignedBundles().publicKey();
    fails(Status.INVALID_BUNDLE, () -> DecisionPoint.open(bundle, other, 0, null, clock));
    fails(Status.INVALID_BUNDLE, () -> DecisionPoint.open(bundle, "", 0, null, clock));
    fails(
        Status.INVALID_BUNDLE,
        () -> DecisionPoint.open(bundle, signed.publicKey(), SEQUENCE + 1, null, clock));
  }

  @Test
  void policiesThatNeedEntitiesFromElsewhereAreRefusedWhole() {
    fails(Status.UNSUPPORTED, () -> open(signed.needing(Need.EXTERNAL_ENTITIES)));
  }

  @Test
  void policiesThatAskForTheServiceWantToBeToldOfIt() throws Exception {
    byte[] bundle = signed.bundle(LEDGER_WRITES, SEQUENCE);
    String keys = signed.publicKey();
    fails(Status.UNSUPPORTED, () -> DecisionPoint.open(bundle, keys, 0, null, clock));
    fails(Status.INVALID_ARGUMENT, () -> DecisionPoint.open(bundle, keys, 0, "ledger", clock));
    String id = "spiffe://shop.example/ledger";
    assertThat(DecisionPoint.open(bundle, keys, 0, "", clock).decide(WRITE).allowed()).isFalse();
    assertThat(DecisionPoint.open(bundle, keys, 0, id, clock).decide(WRITE).allowed()).isTrue();
  }

  private static String text(Reply reply) {
    return text(reply.bytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
