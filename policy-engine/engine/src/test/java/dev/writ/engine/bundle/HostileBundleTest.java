package dev.writ.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.writ.engine.bundle.Envelope.KeySignature;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.model.Programs;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bytes from whoever sends some: refused in words, and within memory that their size allows. */
class HostileBundleTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final BundleSigner SIGNER = Keys.signer();
  private static final TrustedKeys TRUSTED = TrustedKeys.anyOf(List.of(SIGNER.publicKey()));
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a signature check and an error take, whatever the size. */
  private static final long FIXED = 1 << 20;

  private static byte[] bundle(Program program) {
    return BundleSigner.sign(Payload.of(program), List.of(SIGNER), 7, NOW, NOW.plusSeconds(3600));
  }

  private static void mutate(byte[] bytes, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xFF);
        default ->
            System.arraycopy(bytes, 0, bytes, at, Math.min(bytes.length - at, random.nextInt(32)));
      }
    }
  }

  /** Opens bytes; the memory that it took, and nothing but a declared error. */
  private static long taken(byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      assertThat(BundleVerifier.open(bytes, TRUSTED, Bundle.NONE_SEEN, NOW)).isNotNull();
    } catch (InvalidBundle refused) {
      assertThat(refused).hasMessageMatching("(?s)[^A-Z].*[^.]");
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @Property(tries = 5_000)
  void changedBytesAreRefusedWithinTheirSize(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] original = bundle(new Programs(seed).program(6));
    byte[] bytes = original.clone();
    mutate(bytes, random);
    if (!Arrays.equals(bytes, original)) {
      byte[] sent = random.nextBoolean() ? bytes : cutOrGrown(bytes, random);
      assertThat(taken(sent)).isLessThan(FIXED + 4L * sent.length);
    }
  }

  private static byte[] cutOrGrown(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
  }

  @Property(tries = 5_000)
  void bytesAfterTheMagicAreRefused(@ForAll byte[] noise) {
    byte[] bytes =
        ByteBuffer.allocate(6 + noise.length)
            .put(new byte[] {'W', 'R', 'I', 'T', 'B', 1})
            .put(noise)
            .array();
    assertThat(taken(bytes)).isLessThan(FIXED);
  }

  /** A stolen key signs whatever its thief wants: the program's reader believes nothing either. */
  @Property(tries = 5_000)
  void changedPayloadsUnderATrustedSignatureAreABundleOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] payload = Payload.of(new Programs(seed).program(6)).encode();
    mutate(payload, random);
    assertThat(taken(signed(payload))).isLessThan(16 * FIXED);
  }

  private static byte[] signed(byte[] payload) {
    byte[] manifest =
        new Manifest(7, NOW, NOW.plusSeconds(60), payload.length, BundleKey.sha256(payload), "test")
            .encode();
    return new Envelope(manifest, List.of(SIGNER.signature(manifest)), payload).write();
  }

  @Test
  void aLongTextThatIsReferredToOftenIsKeptOnce() {
    String text = "user:" + "x".repeat(200_000);
    List<SubjectPattern> members = Collections.nCopies(200_000, SubjectPattern.of(text));
    Program program =
        Programs.program(List.of(new Role.Plain("r", List.of(), members)), List.of(), List.of());
    byte[] encoded = ProgramCodec.encode(program);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      assertThat(ProgramCodec.decode(encoded).roles()).hasSize(1);
    } catch (InvalidProgram refused) {
      assertThat(refused).hasMessageMatching("[^A-Z].*[^.]");
    }
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(taken).isLessThan(FIXED + 32L * encoded.length);
  }

  @Test
  void aManifestThatPromisesMoreThanThereIsTakesNothing() {
    byte[] manifest =
        new Manifest(7, NOW, NOW.plusSeconds(60), Long.MAX_VALUE, "0".repeat(64), "test").encode();
    List<KeySignature> signatures = List.of(SIGNER.signature(manifest));
    assertThat(taken(new Envelope(manifest, signatures, new byte[8]).write())).isLessThan(FIXED);
  }
}
