package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.PolicyFile;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.testbed.GitUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileTreeTest {
  @TempDir private Path folder;
  private GitUpstream upstream;

  @BeforeEach
  void makeUpstream() throws IOException {
    upstream = GitUpstream.in(folder);
  }

  private RepositorySnapshot read() throws Exception {
    upstream.push("hostile");
    try (GitSource source =
        GitSource.open(Addresses.of(upstream, ""), GitOptions.DEFAULT, folder.resolve("cache"))) {
      return source.snapshot(source.fetch());
    }
  }

  private void link(String name, String target) throws IOException {
    Path link = upstream.work().resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static List<String> codes(RepositorySnapshot snapshot) {
    return snapshot.problems().stream().map(Problem::code).toList();
  }

  @Test
  void linksThatLeaveAreIgnoredAndOthersFollowed() throws Exception {
    link("absolute.yaml", "/etc/passwd");
    link("up.yaml", "../../../../etc/passwd");
    link("sub/inner.yaml", "../writ.yaml");
    RepositorySnapshot snapshot = read();
    assertThat(snapshot.files())
        .extracting(PolicyFile::path)
        .containsExactly("sub/inner.yaml", "writ.yaml");
    assertThat(codes(snapshot)).containsExactly("link-leaves-root", "link-leaves-root");
  }

  @Test
  void linksInCirclesAndToNowhereEnd() throws Exception {
    link("a.yaml", "b.yaml");
    link("b.yaml", "a.yaml");
    link("sub/back", "..");
    link("dangling.yaml", "nowhere.yaml");
    RepositorySnapshot snapshot = read();
    assertThat(snapshot.files()).extracting(PolicyFile::path).containsExactly("writ.yaml");
    assertThat(codes(snapshot))
        .containsExactlyInAnyOrder(
            "unreadable-file", "unreadable-file", "unreadable-file", "link-leads-back");
  }

  @Test
  void aHugeFileIsAnErrorAndNotLoaded() throws Exception {
    upstream.write("huge.yaml", "#".repeat(64 << 20));
    RepositorySnapshot snapshot = read();
    assertThat(codes(snapshot)).containsExactly("file-too-large");
    assertThat(snapshot.files()).hasSize(1);
  }

  @Test
  void aDeepPathIsAnError() throws Exception {
    upstream.write("d/".repeat(40) + "deep.yaml", "policy: deep\n");
    assertThat(codes(read())).containsExactly("repository-too-large");
  }
}
