package dev.writ.cli;

import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.git.Commit;
import dev.writ.git.GitAddress;
import dev.writ.git.GitOptions;
import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitSource;
import dev.writ.git.GitUnavailable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy files that a {@code DIR} on the command line means.
 *
 * @param commit the Git commit that they are of, or null where they lie in a folder
 */
record Policies(RepositorySnapshot files, @Nullable String commit) {

  /**
   * Reads a folder, or fetches a repository.
   *
   * @throws Refusal if it is neither, or the remote does not give it
   */
  static Policies read(String place) {
    require(place);
    return GitAddress.isGit(place)
        ? fetch(GitAddress.parse(place))
        : new Policies(RepositoryReader.read(Path.of(place)), null);
  }

  /**
   * Makes sure that a text means a folder or a repository, without asking any remote.
   *
   * @throws Refusal if it does not
   */
  static void require(String place) {
    if (GitAddress.isGit(place)) {
      requireAddress(place);
    } else if (!Files.isDirectory(Path.of(place))) {
      throw Refusal.invalidInput(
          "there is no folder `%s`: name the folder that has `writ.yaml` in it".formatted(place));
    }
  }

  private static void requireAddress(String place) {
    try {
      GitAddress.parse(place);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidInput("`%s`: %s".formatted(place, e.getMessage()));
    }
  }

  private static Policies fetch(GitAddress address) {
    GitOptions options = GitOptions.DEFAULT.with(credentials());
    try (GitSource source = GitSource.open(address, options, GitSource.userCaches())) {
      Commit commit = source.fetch();
      source.refusal(commit).ifPresent(why -> refuse(commit, why));
      return new Policies(source.snapshot(commit), commit.id());
    } catch (GitUnavailable | UncheckedIOException e) {
      throw Refusal.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(Commit commit, String why) {
    throw Refusal.invalidInput("commit %s: %s".formatted(commit.id(), why));
  }

  /** From the same variables that configure a server. */
  private static Credentials credentials() {
    return new Credentials(
        file("WRIT_GIT_TOKEN_FILE"),
        Optional.ofNullable(System.getenv("WRIT_GIT_USER")).orElse(Credentials.NONE.user()),
        file("WRIT_GIT_KEY_FILE"),
        file("WRIT_GIT_KNOWN_HOSTS"),
        file("WRIT_GIT_CA_FILE"));
  }

  private static Optional<Path> file(String variable) {
    return Optional.ofNullable(System.getenv(variable)).map(Path::of);
  }
}
