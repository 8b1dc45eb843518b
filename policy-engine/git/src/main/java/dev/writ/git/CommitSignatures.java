package dev.writ.git;

import dev.writ.git.GitOptions.Signers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifier.TrustLevel;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Holds commits against the keys that may sign them. */
final class CommitSignatures {
  /** Keys of the cache's own configuration, through which JGit hands files to verifiers. */
  private static final String SSH_FILE = "allowedSignersFile";

  static final String SECTION = "writ";
  static final String OPENPGP_FILE = "openPgpKeys";

  private CommitSignatures() {}

  /** Notes in the cache's configuration which keys may sign. */
  static void configure(StoredConfig configuration, Signers signers) {
    set(configuration, "gpg", "ssh", SSH_FILE, signers.ssh());
    set(configuration, SECTION, null, OPENPGP_FILE, signers.openPgp());
  }

  private static void set(
      StoredConfig configuration,
      String section,
      @Nullable String subsection,
      String name,
      Optional<Path> file) {
    if (file.isPresent()) {
      configuration.setString(
          section, subsection, name, file.get().toAbsolutePath().normalize().toString());
    } else {
      configuration.unset(section, subsection, name);
    }
  }

  /** Why a commit is not signed as it must be; empty if it is. */
  static Optional<String> fault(Repository cache, RevCommit commit, Signers signers)
      throws IOException {
    if (!signers.required()) {
      return Optional.empty();
    }
    byte[] signature = commit.getRawGpgSignature();
    if (signature == null) {
      return Optional.of("it is not signed");
    }
    GpgFormat format = SignatureVerifiers.getFormat(signature);
    if (format == null || !isListed(format, signers)) {
      return Optional.of("no key that may sign is of its signature's kind");
    }
    SignatureVerifier verifier = SignatureVerifiers.get(format);
    return verifier == null
        ? Optional.of("its signature is of an unknown kind")
        : fault(SignatureVerifiers.verify(cache, new GpgConfig(cache.getConfig()), commit));
  }

  private static boolean isListed(GpgFormat format, Signers signers) {
    return format == GpgFormat.SSH && signers.ssh().isPresent()
        || format == GpgFormat.OPENPGP && signers.openPgp().isPresent();
  }

  /** Only what is wholly right will do: listed, valid, not expired. */
  private static Optional<String> fault(@Nullable SignatureVerification result) {
    if (result == null) {
      return Optional.of("its signature cannot be read");
    }
    boolean good = result.verified() && !result.expired() && result.trustLevel() == TrustLevel.FULL;
    return good
        ? Optional.empty()
        : Optional.of("its signature is not by a key that may sign, or not valid");
  }
}
