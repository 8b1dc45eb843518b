package dev.writ.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.git.GitAddress;
import dev.writ.git.GitOptions;
import dev.writ.git.GitSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that starts when the remote is gone, after another one served from the same disk. */
@QuarkusTest
@TestProfile(RestartTest.WithoutRemote.class)
class RestartTest {
  private static final ServedGit GIT = ServedGit.create();

  public static class WithoutRemote implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Path bare = GIT.upstream().bare();
      Path data = GIT.folder().resolve("data");
      var address = GitAddress.parse("git+file://" + bare);
      try (var source = GitSource.open(address, GitOptions.DEFAULT, data.resolve("git"))) {
        source.accept(source.fetch());
        GIT.push(1);
        source.fetch();
        Files.move(bare, bare.resolveSibling("gone.git"));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return Map.of("writ.policies", "git+file://" + bare, "writ.data", data.toString());
    }
  }

  @Test
  void theLastGoodCommitDecides() throws Exception {
    ServedGit.until(() -> ServedGit.ready("git", "problem") != null);
    assertThat(ServedGit.revision()).isEqualTo(GIT.upstream().git("rev-parse", "HEAD~1").strip());
    assertThat(ServedGit.allowed(0)).isTrue();
    assertThat(ServedGit.allowed(1)).isFalse();
    assertThat(ServedGit.<String>ready("git", "problem")).startsWith("cannot fetch `file://");
    assertThat(ServedGit.<String>ready("git", "contact")).isNotNull();
  }
}
