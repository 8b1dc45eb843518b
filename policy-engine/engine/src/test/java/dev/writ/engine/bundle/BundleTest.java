package dev.writ.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.engine.bundle.InvalidBundle.Problem;
import dev.writ.engine.model.Programs;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static final Instant ISSUED = Instant.parse("2026-03-04T10:00:00Z");
  private static final Instant NOT_AFTER = ISSUED.plus(Duration.ofHours(1));
  private static final BundleSigner SIGNER = Keys.signer();
  private static final BundleSigner OTHER = Keys.signer();
  private static final TrustedKeys TRUSTED = TrustedKeys.anyOf(List.of(SIGNER.publicKey()));
  private static final Program PROGRAM = new Programs(7).program(12);

  private static byte[] bundle(long sequence, BundleSigner... signers) {
    return BundleSigner.sign(Payload.of(PROGRAM), List.of(signers), sequence, ISSUED, NOT_AFTER);
  }

  private static Bundle open(byte[] bytes) throws InvalidBundle {
    return BundleVerifier.open(bytes, TRUSTED, Bundle.NONE_SEEN, ISSUED);
  }

  private static InvalidBundle refusal(byte[] bytes, TrustedKeys keys, long last, Instant now) {
    return catchThrowableOfType(
        InvalidBundle.class, () -> BundleVerifier.open(bytes, keys, last, now));
  }

  private static Problem problem(byte[] bytes, TrustedKeys keys, long last, Instant now) {
    return refusal(bytes, keys, last, now).problem();
  }

  @Test
  void aBundleDecidesAsItsProgramDoes() throws InvalidBundle {
    Programs programs = new Programs(8);
    Program program = programs.program(12);
    byte[] bytes = BundleSigner.sign(Payload.of(program), List.of(SIGNER), 5, ISSUED, NOT_AFTER);
    Bundle bundle = open(bytes);
    var direct = dev.writ.engine.Engine.link(program);
    for (int i = 0; i < 200; i++) {
      AccessRequest request = programs.request();
      assertThat(bundle.engine().decide(request)).isEqualTo(direct.decide(request));
    }
  }

  @Test
  void aBundleSaysWhatItIs() throws InvalidBundle {
    Bundle bundle = open(bundle(5, SIGNER));
    assertThat(bundle.program()).isEqualTo(PROGRAM);
    assertThat(bundle.sequence()).isEqualTo(5);
    assertThat(bundle.issuedAt()).isEqualTo(ISSUED);
    assertThat(bundle.notAfter()).isEqualTo(NOT_AFTER);
    assertThat(bundle.signedBy()).containsExactly(SIGNER.publicKey().id());
    assertThat(bundle.age(ISSUED.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(bundle.age(ISSUED.minusSeconds(5))).isZero();
    assertThat(bundle.expired(NOT_AFTER)).isFalse();
    assertThat(bundle.expired(NOT_AFTER.plusMillis(1))).isTrue();
  }

  @Test
  void theSameIsSignedToTheSameBytes() {
    assertThat(bundle(5, SIGNER)).isEqualTo(bundle(5, SIGNER)).isNotEqualTo(bundle(6, SIGNER));
  }

  @Test
  void aBundleCutAtAnyByteIsRefusedAsCut() {
    byte[] bytes = bundle(5, SIGNER, OTHER);
    for (int length = 0; length < bytes.length; length++) {
      InvalidBundle refusal =
          refusal(Arrays.copyOf(bytes, length), TRUSTED, Bundle.NONE_SEEN, ISSUED);
      assertThat(refusal.problem()).as("cut at %s", length).isEqualTo(Problem.CUT_SHORT);
      assertThat(refusal).hasMessageContaining("it ends at byte " + length);
    }
  }

  @Test
  void noFlippedBitIsBelieved() {
    byte[] bytes = bundle(5, SIGNER);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      InvalidBundle refusal = refusal(bytes, TRUSTED, Bundle.NONE_SEEN, ISSUED);
      assertThat(refusal).as("bit %s", bit).isNotNull();
      assertThat(refusal).hasMessageMatching("[^A-Z].*[^.]");
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    byte[] bytes = bundle(5, SIGNER);
    assertThat(problem(Arrays.copyOf(bytes, bytes.length + 1), TRUSTED, 0, ISSUED))
        .isEqualTo(Problem.MALFORMED);
  }

  @Test
  void somethingElseIsNoBundle() {
    byte[] page = "<html>moved</html>".getBytes(StandardCharsets.UTF_8);
    assertThat(problem(page, TRUSTED, 0, ISSUED)).isEqualTo(Problem.NOT_A_BUNDLE);
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = bundle(5, SIGNER);
    bytes[5] = 2;
    assertThat(problem(bytes, TRUSTED, 0, ISSUED)).isEqualTo(Problem.UNKNOWN_VERSION);
  }

  @Test
  void aKeyThatIsNotTrustedIsNamed() {
    assertThat(refusal(bundle(5, OTHER), TRUSTED, 0, ISSUED))
        .hasMessageContaining(OTHER.publicKey().id())
        .extracting(InvalidBundle::problem)
        .isEqualTo(Problem.UNKNOWN_KEY);
  }

  @Test
  void aPayloadUnderAnotherManifestIsRefused() {
    byte[] bytes = bundle(5, SIGNER);
    bytes[bytes.length - 1] ^= 1;
    assertThat(problem(bytes, TRUSTED, 0, ISSUED)).isEqualTo(Problem.WRONG_PAYLOAD);
  }

  @Test
  void anAlteredManifestIsRefused() {
    byte[] bytes = bundle(5, SIGNER);
    bytes[15] ^= 1;
    assertThat(problem(bytes, TRUSTED, 0, ISSUED)).isEqualTo(Problem.WRONG_SIGNATURE);
  }

  @Test
  void aLowerSequenceIsARollback() throws InvalidBundle {
    byte[] bytes = bundle(5, SIGNER);
    assertThat(BundleVerifier.open(bytes, TRUSTED, 5, ISSUED).sequence()).isEqualTo(5);
    assertThat(refusal(bytes, TRUSTED, 6, ISSUED))
        .hasMessage("the bundle has sequence 5, and 6 was seen before")
        .extracting(InvalidBundle::problem)
        .isEqualTo(Problem.ROLLED_BACK);
  }

  @Test
  void sequencesAreUnsigned() throws InvalidBundle {
    assertThat(BundleVerifier.open(bundle(-1, SIGNER), TRUSTED, Long.MAX_VALUE, ISSUED).sequence())
        .isEqualTo(-1);
    assertThat(problem(bundle(5, SIGNER), TRUSTED, -1, ISSUED)).isEqualTo(Problem.ROLLED_BACK);
  }

  @Test
  void aBundleOpensFromItsIssueToItsEnd() throws InvalidBundle {
    byte[] bytes = bundle(5, SIGNER);
    assertThat(BundleVerifier.open(bytes, TRUSTED, 0, NOT_AFTER)).isNotNull();
    assertThat(problem(bytes, TRUSTED, 0, NOT_AFTER.plusMillis(1))).isEqualTo(Problem.EXPIRED);
    Instant early = ISSUED.minus(BundleVerifier.CLOCK_SKEW);
    assertThat(BundleVerifier.open(bytes, TRUSTED, 0, early)).isNotNull();
    assertThat(problem(bytes, TRUSTED, 0, early.minusMillis(1))).isEqualTo(Problem.NOT_YET_VALID);
  }

  @Test
  void anyOfTheTrustedKeysSufficesWhileKeysAreRotated() throws InvalidBundle {
    TrustedKeys both = TrustedKeys.anyOf(List.of(SIGNER.publicKey(), OTHER.publicKey()));
    assertThat(BundleVerifier.open(bundle(5, OTHER), both, 0, ISSUED).signedBy())
        .containsExactly(OTHER.publicKey().id());
    assertThat(open(bundle(5, OTHER, SIGNER)).signedBy()).containsExactly(SIGNER.publicKey().id());
  }

  @Test
  void asManyKeysMustHaveSignedAsAreDemanded() throws InvalidBundle {
    TrustedKeys both =
        TrustedKeys.anyOf(List.of(SIGNER.publicKey(), OTHER.publicKey())).demanding(2);
    assertThat(problem(bundle(5, OTHER), both, 0, ISSUED)).isEqualTo(Problem.TOO_FEW_SIGNATURES);
    assertThat(BundleVerifier.open(bundle(5, OTHER, SIGNER), both, 0, ISSUED).signedBy())
        .hasSize(2);
  }

  @Test
  void aSignatureTwiceCountsOnce() throws InvalidBundle {
    TrustedKeys both =
        TrustedKeys.anyOf(List.of(SIGNER.publicKey(), OTHER.publicKey())).demanding(2);
    Envelope once = Envelope.read(bundle(5, SIGNER));
    Envelope twice =
        new Envelope(
            once.manifest(),
            List.of(once.signatures().get(0), once.signatures().get(0)),
            once.payload());
    assertThat(problem(twice.write(), both, 0, ISSUED)).isEqualTo(Problem.TOO_FEW_SIGNATURES);
  }

  @Test
  void aBundleOfAnotherRepositoryIsRefused() throws InvalidBundle {
    byte[] bytes = bundle(5, SIGNER);
    assertThat(BundleVerifier.open(bytes, TRUSTED.of("test"), 0, ISSUED)).isNotNull();
    assertThat(problem(bytes, TRUSTED.of("bank"), 0, ISSUED)).isEqualTo(Problem.WRONG_REPOSITORY);
  }

  @Test
  void noKeySignsTheBareManifest() throws InvalidBundle {
    Envelope signed = Envelope.read(bundle(5, SIGNER));
    assertThat(
            SIGNER.publicKey().verifies(signed.manifest(), signed.signatures().get(0).signature()))
        .isFalse();
  }

  @Test
  void whatIsNeededOnTopIsKept() throws InvalidBundle {
    Payload payload = new Payload(PROGRAM, Set.of(Need.EXTERNAL_ENTITIES));
    byte[] bytes = BundleSigner.sign(payload, List.of(SIGNER), 5, ISSUED, NOT_AFTER);
    assertThat(open(bytes).needs()).contains(Need.EXTERNAL_ENTITIES).isEqualTo(payload.needs());
  }

  @Test
  void keysThatDoNotBelongTogetherAreRefused() {
    String mixed =
        Keys.block("PRIVATE KEY", Keys.pair().getPrivate().getEncoded())
            + Keys.block("PUBLIC KEY", Keys.pair().getPublic().getEncoded());
    assertThatIllegalArgumentException().isThrownBy(() -> BundleSigner.parse(mixed));
    assertThatIllegalArgumentException().isThrownBy(() -> BundleSigner.parse("no key"));
    assertThatIllegalArgumentException().isThrownBy(() -> BundleKey.parse("no key"));
  }

  @Test
  void nothingIsSignedThatIsNeverValid() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BundleSigner.sign(
                    Payload.of(PROGRAM), List.of(SIGNER), 1, ISSUED, ISSUED.minusSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> bundle(1, SIGNER, SIGNER));
    assertThatIllegalArgumentException().isThrownBy(() -> TRUSTED.demanding(2));
  }
}
