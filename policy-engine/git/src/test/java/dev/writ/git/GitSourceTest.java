package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.compiler.repository.PolicyFile;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.testbed.GitUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {
  private static final GitOptions FAST_FORWARD_ONLY =
      new GitOptions(Credentials.NONE, Signers.ANYBODY, Duration.ofSeconds(10), 256L << 20, true);

  @TempDir private Path folder;
  private GitUpstream upstream;

  @BeforeEach
  void makeUpstream() throws IOException {
    upstream = GitUpstream.in(folder);
  }

  private GitSource open(String fragment) {
    return GitSource.open(
        Addresses.of(upstream, fragment), GitOptions.DEFAULT, folder.resolve("cache"));
  }

  private GitSource openForFastForwards() {
    return GitSource.open(Addresses.of(upstream, ""), FAST_FORWARD_ONLY, folder.resolve("cache"));
  }

  @Test
  void theNewestCommitOfTheDefaultBranchIsFetched() throws Exception {
    try (GitSource source = open("")) {
      assertThat(source.fetch().id()).isEqualTo(upstream.head());
      upstream.write("orders.yaml", "policy: orders\n");
      String second = upstream.push("second");
      Commit commit = source.fetch();
      assertThat(commit.id()).isEqualTo(second);
      assertThat(source.snapshot(commit).files())
          .extracting(PolicyFile::path)
          .containsExactly("orders.yaml", "writ.yaml");
      assertThat(source.contact()).isPresent();
    }
  }

  @Test
  void branchTagAndFolderAreWhatTheAddressNames() throws Exception {
    upstream.write("sub/folder/writ.yaml", "language: 1\nname: inner\n");
    String tagged = upstream.push("with a folder");
    upstream.git("tag", "-a", "v1", "-m", "release");
    upstream.git("push", "-q", "origin", "v1");
    upstream.git("checkout", "-q", "-b", "feature/x");
    String branched = upstream.push("on a branch");
    try (GitSource tag = open("#v1:sub/folder");
        GitSource branch = open("#feature/x")) {
      Commit commit = tag.fetch();
      assertThat(commit.id()).isEqualTo(tagged);
      assertThat(tag.snapshot(commit).files())
          .extracting(PolicyFile::path)
          .containsExactly("writ.yaml");
      assertThat(tag.fetch().id()).isEqualTo(tagged);
      assertThat(branch.fetch().id()).isEqualTo(branched);
    }
  }

  @Test
  void anyCommitThatABranchOrTagLeadsToIsFetchedByItsId() throws Exception {
    String first = upstream.head();
    upstream.write("writ.yaml", "language: 1\nname: later\n");
    upstream.push("second");
    try (GitSource old = open("#" + first)) {
      Commit commit = old.fetch();
      assertThat(commit.id()).isEqualTo(first);
      assertThat(text(old.snapshot(commit))).contains("name: shop");
      assertThat(old.fetch().id()).isEqualTo(first);
    }
    try (GitSource none = open("#" + "0123456789".repeat(4))) {
      assertThatThrownBy(none::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("leads to a commit");
    }
  }

  private static String text(RepositorySnapshot snapshot) {
    return new String(snapshot.files().getFirst().content(), StandardCharsets.UTF_8);
  }

  @Test
  void aNameOfBothABranchAndATagIsRefused() throws Exception {
    upstream.git("tag", "main");
    upstream.git("push", "-q", "origin", "refs/tags/main");
    try (GitSource either = open("#main");
        GitSource full = open("#refs/heads/main")) {
      assertThatThrownBy(either::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("is both a branch and a tag");
      assertThat(full.fetch().id()).isEqualTo(upstream.head());
    }
  }

  @Test
  void aThousandCommitsOfHistoryAreNotFetched() throws Exception {
    upstream.history(1_000);
    try (GitSource source = open("")) {
      Commit commit = source.fetch();
      source.accept(commit);
      assertThat(commit.id()).isEqualTo(upstream.head());
      assertThat(commitsInCache(commit)).isEqualTo(1);
      upstream.push("one more");
      assertThat(source.fetch().id()).isEqualTo(upstream.head());
    }
  }

  @Test
  void fastForwardsAreAcceptedAndForcePushesAreNot() throws Exception {
    upstream.history(1_000);
    try (GitSource source = openForFastForwards()) {
      Commit first = source.fetch();
      assertThat(source.refusal(first)).isEmpty();
      source.accept(first);
      upstream.push("one");
      upstream.push("two");
      Commit second = source.fetch();
      assertThat(source.refusal(second)).isEmpty();
      source.accept(second);
      upstream.git("reset", "-q", "--hard", "HEAD~2");
      upstream.push("another history");
      Commit forced = source.fetch();
      assertThat(forced.id()).isEqualTo(upstream.head());
      assertThat(source.refusal(forced))
          .hasValueSatisfying(why -> assertThat(why).contains("only fast-forwards are allowed"));
      assertThat(source.good()).contains(second);
      upstream.git("reset", "-q", "--hard", second.id());
      upstream.push("back on the way");
      assertThat(source.refusal(source.fetch())).isEmpty();
    }
  }

  @Test
  void fastForwardsAreRecognisedAlsoWhereTheOptionCameLater() throws Exception {
    Commit first;
    try (GitSource source = open("")) {
      first = source.fetch();
      source.accept(first);
      upstream.push("one");
      upstream.push("two, fetched without its history");
      source.fetch();
    }
    try (GitSource source = openForFastForwards()) {
      assertThat(source.good()).contains(first);
      assertThat(source.refusal(source.fetch())).isEmpty();
    }
  }

  @Test
  void whatWasAcceptedStaysOnDiskWhenTheRemoteIsGone() throws Exception {
    Commit accepted;
    try (GitSource source = open("")) {
      accepted = source.fetch();
      source.accept(accepted);
    }
    Files.move(upstream.bare(), folder.resolve("elsewhere.git"));
    try (GitSource source = open("")) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageStartingWith("cannot fetch `file://");
      assertThat(source.good()).contains(accepted);
      assertThat(source.contact()).isPresent();
      assertThat(source.snapshot(accepted).files()).hasSize(1);
    }
  }

  @Test
  void manyFetchesDoNotFillTheCache() throws Exception {
    try (GitSource source = open("")) {
      Commit commit = source.fetch();
      for (int i = 0; i < 35; i++) {
        upstream.write("orders.yaml", "# " + i);
        upstream.push("edit " + i);
        commit = source.fetch();
        source.accept(commit);
      }
      assertThat(source.snapshot(commit).files()).hasSize(2);
      assertThat(packs()).isLessThan(32);
    }
  }

  private long packs() throws IOException {
    try (var files = Files.walk(folder.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  private int commitsInCache(Commit from) throws IOException {
    Path cache = folder.resolve("cache").resolve(CacheNames.of(Addresses.of(upstream, "")));
    try (Repository repository = new FileRepositoryBuilder().setGitDir(cache.toFile()).build();
        var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(repository.resolve(from.id())));
      int count = 0;
      while (walk.next() != null) {
        count++;
      }
      return count;
    }
  }
}
