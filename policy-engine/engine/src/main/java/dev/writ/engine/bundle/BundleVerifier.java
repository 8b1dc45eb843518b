package dev.writ.engine.bundle;

import dev.writ.engine.Engine;
import dev.writ.engine.bundle.Envelope.KeySignature;
import dev.writ.engine.bundle.InvalidBundle.Problem;
import dev.writ.engine.program.InvalidProgram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens bundles. Nothing in one is believed before trusted keys are found to have signed it, and
 * whatever the bytes are, they take memory in proportion to their number.
 */
public final class BundleVerifier {
  /** The most bytes that a bundle may have; who fetches one stops there. */
  public static final int MAX_SIZE = 256 << 20;

  /** How far ahead of the reader's clock the signer's may go. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private BundleVerifier() {}

  /**
   * Verifies a bundle and makes it ready to decide.
   *
   * @param lastSequence the highest sequence seen so far from this source, unsigned; {@link
   *     Bundle#NONE_SEEN} before the first
   * @param now the reader's time
   * @throws InvalidBundle where it is not to be decided by, with the reason
   */
  public static Bundle open(byte[] bytes, TrustedKeys trusted, long lastSequence, Instant now)
      throws InvalidBundle {
    if (bytes.length > MAX_SIZE) {
      throw new InvalidBundle(
          Problem.TOO_LARGE,
          "the bundle has %s bytes, at most %s can be".formatted(bytes.length, MAX_SIZE));
    }
    Envelope envelope = Envelope.read(bytes);
    List<String> signedBy = verifySignatures(envelope, trusted);
    Manifest manifest = Manifest.decode(envelope.manifest());
    checkRepository(manifest, trusted.repository());
    checkSequence(manifest, lastSequence);
    checkTime(manifest, now);
    if (!BundleKey.sha256(envelope.payload()).equals(manifest.digest())) {
      throw new InvalidBundle(
          Problem.WRONG_PAYLOAD, "the bundle's payload is not the one that was signed");
    }
    return link(envelope, manifest, signedBy);
  }

  private static List<String> verifySignatures(Envelope envelope, TrustedKeys trusted)
      throws InvalidBundle {
    byte[] message = Manifest.toBeSigned(envelope.manifest());
    List<String> verified = new ArrayList<>();
    boolean wrong = false;
    for (KeySignature each : envelope.signatures()) {
      BundleKey key = trusted.key(each.key());
      if (key != null && key.verifies(message, each.signature())) {
        verified.add(key.id());
      } else {
        wrong |= key != null;
      }
    }
    List<String> distinct = verified.stream().distinct().sorted().toList();
    if (distinct.size() < trusted.threshold()) {
      throw unsigned(distinct.size(), wrong, envelope, trusted);
    }
    return distinct;
  }

  private static InvalidBundle unsigned(
      int verified, boolean wrong, Envelope envelope, TrustedKeys trusted) {
    if (wrong) {
      return new InvalidBundle(
          Problem.WRONG_SIGNATURE,
          "a signature of the bundle is wrong: it was altered, or signed as something else");
    }
    if (verified == 0) {
      return new InvalidBundle(
          Problem.UNKNOWN_KEY,
          "no trusted key signed the bundle; the first that did is `%s`"
              .formatted(envelope.signatures().get(0).key()));
    }
    return new InvalidBundle(
        Problem.TOO_FEW_SIGNATURES,
        "%s of the trusted keys signed the bundle, %s must have"
            .formatted(verified, trusted.threshold()));
  }

  private static void checkRepository(Manifest manifest, @Nullable String expected)
      throws InvalidBundle {
    if (expected != null && !manifest.repository().equals(expected)) {
      throw new InvalidBundle(
          Problem.WRONG_REPOSITORY,
          "the bundle is of the repository `%s`, not of `%s`"
              .formatted(manifest.repository(), expected));
    }
  }

  private static void checkSequence(Manifest manifest, long last) throws InvalidBundle {
    if (Long.compareUnsigned(manifest.sequence(), last) < 0) {
      throw new InvalidBundle(
          Problem.ROLLED_BACK,
          "the bundle has sequence %s, and %s was seen before"
              .formatted(Long.toUnsignedString(manifest.sequence()), Long.toUnsignedString(last)));
    }
  }

  private static void checkTime(Manifest manifest, Instant now) throws InvalidBundle {
    if (manifest.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw new InvalidBundle(
          Problem.NOT_YET_VALID,
          "the bundle is of %s, and now is %s; compare the clocks"
              .formatted(manifest.issuedAt(), now));
    }
    if (now.isAfter(manifest.notAfter())) {
      throw new InvalidBundle(
          Problem.EXPIRED,
          "the bundle ran out at %s, and now is %s".formatted(manifest.notAfter(), now));
    }
  }

  private static Bundle link(Envelope envelope, Manifest manifest, List<String> signedBy)
      throws InvalidBundle {
    try {
      Payload payload = Payload.decode(envelope.payload());
      if (!payload.program().name().equals(manifest.repository())) {
        throw new InvalidProgram("it is of another repository than was signed");
      }
      return new Bundle(
          Engine.link(payload.program()),
          payload.needs(),
          Reads.of(payload.program()),
          manifest.sequence(),
          manifest.issuedAt(),
          manifest.notAfter(),
          signedBy,
          manifest.digest());
    } catch (InvalidProgram e) {
      throw new InvalidBundle(
          Problem.INVALID_PROGRAM, "the bundle's program cannot be run here: " + e.getMessage());
    }
  }
}
