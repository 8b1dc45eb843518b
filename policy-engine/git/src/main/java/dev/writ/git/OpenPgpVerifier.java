package dev.writ.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * Verifies OpenPGP signatures by the keys of one file, and no key ring of the machine. JGit finds
 * it as a service. A key in the file may sign unless it is revoked or was out of date when it did.
 */
public final class OpenPgpVerifier implements SignatureVerifier, SignatureVerifierFactory {
  private static final String NAME = "openpgp";
  private static final Set<Integer> HASHES =
      Set.of(
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512);

  @Override
  public GpgFormat getType() {
    return GpgFormat.OPENPGP;
  }

  @Override
  public SignatureVerifier create() {
    return this;
  }

  @Override
  public SignatureVerification verify(
      Repository repository, GpgConfig config, byte[] data, byte[] signature) throws IOException {
    String file =
        repository
            .getConfig()
            .getString(CommitSignatures.SECTION, null, CommitSignatures.OPENPGP_FILE);
    try {
      PGPSignature parsed = parse(signature);
      PGPPublicKey key = file == null || parsed == null ? null : key(Path.of(file), parsed);
      boolean good = parsed != null && key != null && isGood(parsed, key, data);
      return result(parsed, key, good);
    } catch (PGPException | RuntimeException e) {
      return result(null, null, false);
    }
  }

  private static @Nullable PGPSignature parse(byte[] signature) throws IOException {
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature))) {
      Object first = new JcaPGPObjectFactory(in).nextObject();
      return first instanceof PGPSignatureList list && list.size() == 1 ? list.get(0) : null;
    }
  }

  private static @Nullable PGPPublicKey key(Path file, PGPSignature signature)
      throws IOException, PGPException {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      return new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator())
          .getPublicKey(signature.getKeyID());
    }
  }

  private static boolean isGood(PGPSignature signature, PGPPublicKey key, byte[] data)
      throws PGPException {
    boolean document =
        signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
            && HASHES.contains(signature.getHashAlgorithm());
    if (!document || key.hasRevocation() || !isInDate(signature.getCreationTime(), key)) {
      return false;
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    signature.update(data);
    return signature.verify();
  }

  private static boolean isInDate(Date signed, PGPPublicKey key) {
    long start = key.getCreationTime().getTime();
    long seconds = key.getValidSeconds();
    return signed.getTime() >= start
        && (seconds == 0 || signed.getTime() < start + seconds * 1_000);
  }

  private static SignatureVerification result(
      @Nullable PGPSignature signature, @Nullable PGPPublicKey key, boolean good) {
    return new SignatureVerification(
        NAME,
        signature == null ? new Date(0) : signature.getCreationTime(),
        null,
        key == null ? null : HexFormat.of().formatHex(key.getFingerprint()),
        null,
        good,
        false,
        good ? TrustLevel.FULL : TrustLevel.NEVER,
        null);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public void clear() {
    // nothing is remembered
  }
}
