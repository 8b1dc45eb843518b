package dev.writ.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a repository is reached and which of its commits are accepted. Files are read anew at each
 * use, so that they can be exchanged.
 *
 * @param timeout how long the remote may be silent; whole seconds, at least one. One fetch may take
 *     thirty times as long
 * @param mostBytes how much one fetch may bring
 * @param fastForwardOnly whether a commit must descend from the last one that was accepted
 */
public record GitOptions(
    Credentials credentials,
    Signers signers,
    Duration timeout,
    long mostBytes,
    boolean fastForwardOnly) {

  /**
   * Files with what opens the remote's door.
   *
   * @param token a token or password for HTTPS
   * @param user the user that goes with it; some hosts do not care
   * @param key a private key for SSH; without one, those in {@code ~/.ssh}
   * @param knownHosts the hosts' keys; without one, {@code ~/.ssh/known_hosts}. An unknown host is
   *     refused
   * @param authorities certificates in PEM, by one of which an HTTPS server must be certified;
   *     without them, by one that Java trusts
   */
  public record Credentials(
      Optional<Path> token,
      String user,
      Optional<Path> key,
      Optional<Path> knownHosts,
      Optional<Path> authorities) {
    /** None but the user's own for SSH. */
    public static final Credentials NONE =
        new Credentials(
            Optional.empty(), "git", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Who must have signed a commit; anybody, and nobody, where both are absent.
   *
   * @param ssh a file in the form of {@code ALLOWED SIGNERS} of ssh-keygen(1)
   * @param openPgp a file of public keys in OpenPGP's form, armoured or not
   */
  public record Signers(Optional<Path> ssh, Optional<Path> openPgp) {
    /** Nobody in particular. */
    public static final Signers ANYBODY = new Signers(Optional.empty(), Optional.empty());

    boolean required() {
      return ssh.isPresent() || openPgp.isPresent();
    }
  }

  private static final int WHOLE_FETCH = 30;

  /** Ten seconds, 256 MiB, and every commit. */
  public static final GitOptions DEFAULT =
      new GitOptions(Credentials.NONE, Signers.ANYBODY, Duration.ofSeconds(10), 256L << 20, false);

  /** The same, with credentials. */
  public GitOptions with(Credentials others) {
    return new GitOptions(others, signers, timeout, mostBytes, fastForwardOnly);
  }

  FetchLimits limits() {
    return new FetchLimits(mostBytes, timeout.multipliedBy(WHOLE_FETCH));
  }
}
