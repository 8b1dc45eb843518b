package dev.writ.compiler.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryReaderTest {

  @TempDir Path folder;
  Path root;

  @BeforeEach
  void makeRepository() throws IOException {
    root = Files.createDirectory(folder.resolve("policies"));
    write("writ.yaml", "language: 1\nname: shop\n");
  }

  @Test
  void listsPolicyFilesOfAllFoldersByPath() throws IOException {
    write("b/c/two.yml", "x");
    write("a.yaml", "x");
    write("README.md", "x");
    assertThat(paths()).containsExactly("a.yaml", "b/c/two.yml", "writ.yaml");
  }

  @Test
  void theSameContentHasTheSameRevisionWhereverItComesFrom() throws IOException {
    write("a.yaml", "one");
    RepositorySnapshot listed =
        RepositorySnapshot.of(
            Map.of(
                "a.yaml",
                "one".getBytes(UTF_8),
                "writ.yaml",
                "language: 1\nname: shop\n".getBytes(UTF_8)));
    assertThat(RepositoryReader.read(root).revision()).isEqualTo(listed.revision());
  }

  @Test
  void twoListingsAgreeUntilAFileChanges() throws IOException {
    RepositorySnapshot before = RepositoryReader.read(root);
    assertThat(RepositoryReader.read(root)).isEqualTo(before).hasSameHashCodeAs(before);
    write("writ.yaml", "language: 1\nname: shoq\n");
    assertThat(RepositoryReader.read(root)).isNotEqualTo(before);
  }

  @Test
  void movingBytesBetweenPathAndContentChangesTheRevision() {
    String one = RepositorySnapshot.of(Map.of("ab.yaml", "c".getBytes(UTF_8))).revision();
    String other = RepositorySnapshot.of(Map.of("a.yaml", "bc".getBytes(UTF_8))).revision();
    String split =
        RepositorySnapshot.of(Map.of("a.yaml", "b".getBytes(UTF_8), "b.yaml", "c".getBytes(UTF_8)))
            .revision();
    assertThat(List.of(one, other, split)).doesNotHaveDuplicates();
  }

  @Test
  void hiddenFilesAndFoldersAreIgnoredWithAWarning() throws IOException {
    write(".hidden.yaml", "x");
    write(".drafts/policy.yaml", "x");
    write(".git/config.yaml", "x");
    write(".gitignore", "x");
    assertThat(paths()).containsExactly("writ.yaml");
    assertThat(problems())
        .containsExactly(
            ".drafts:1:1 warning hidden, so it is ignored",
            ".hidden.yaml:1:1 warning hidden, so it is ignored");
  }

  @Test
  void linksThatLeaveTheRootAreIgnoredWithAWarning() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), "x");
    Files.createSymbolicLink(root.resolve("stolen.yaml"), secret);
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    assertThat(paths()).containsExactly("writ.yaml");
    assertThat(problems()).hasSize(2).allMatch(p -> p.contains("warning a link that leaves"));
  }

  @Test
  void linksWithinTheRootAreFollowed() throws IOException {
    write("..data/policy.yaml", "x");
    Files.createSymbolicLink(root.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
    assertThat(paths()).containsExactly("policy.yaml", "writ.yaml");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aLinkThatLeadsBackEndsThere() throws IOException {
    write("a/one.yaml", "x");
    Files.createSymbolicLink(root.resolve("a/again"), Path.of("../a"));
    Files.createSymbolicLink(root.resolve("a/top"), Path.of(".."));
    assertThat(paths()).containsExactly("a/one.yaml", "writ.yaml");
    assertThat(problems()).hasSize(2).allMatch(p -> p.contains("warning a link to a folder"));
  }

  @Test
  void aBrokenLinkIsAnError() throws IOException {
    Files.createSymbolicLink(root.resolve("gone.yaml"), Path.of("nowhere.yaml"));
    assertThat(problems())
        .containsExactly("gone.yaml:1:1 error cannot read this: it does not exist");
  }

  @Test
  void aLinkToItselfIsAnError() throws IOException {
    Files.createSymbolicLink(root.resolve("loop.yaml"), Path.of("loop.yaml"));
    assertThat(problems())
        .hasSize(1)
        .allMatch(p -> p.startsWith("loop.yaml:1:1 error cannot read"));
  }

  @Test
  void whatIsNoRegularFileIsAnErrorAndNotWaitedFor() throws IOException {
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("pipe.yaml")));
      assertThat(problems())
          .containsExactly("pipe.yaml:1:1 error cannot read this: not a regular file");
    }
  }

  @Test
  void aFolderNamedLikeAPolicyFileIsAFolder() throws IOException {
    write("x.yaml/one.yaml", "x");
    assertThat(paths()).containsExactly("writ.yaml", "x.yaml/one.yaml");
  }

  @Test
  void aFileOverOneMebibyteIsAnError() throws IOException {
    write("large.yaml", "#".repeat(RepositoryLimits.FILE_BYTES + 1));
    write("fits.yaml", "#".repeat(RepositoryLimits.FILE_BYTES));
    assertThat(paths()).containsExactly("fits.yaml", "writ.yaml");
    assertThat(problems())
        .containsExactly("large.yaml:1:1 error larger than the limit of 1 MiB for a policy file");
  }

  @Test
  void foldersNestedTooDeeplyAreAnError() throws IOException {
    write("d/".repeat(RepositoryLimits.DEPTH + 1) + "deep.yaml", "x");
    assertThat(paths()).containsExactly("writ.yaml");
    assertThat(problems()).hasSize(1).allMatch(p -> p.contains("error folders are nested"));
  }

  @Test
  void aFolderThatDoesNotExistIsAnError() {
    RepositorySnapshot snapshot = RepositoryReader.read(folder.resolve("nowhere"));
    assertThat(described(snapshot))
        .containsExactly(".:1:1 error cannot read the repository's folder: it does not exist");
  }

  @Test
  void aFileInPlaceOfAFolderIsAnError() {
    RepositorySnapshot snapshot = RepositoryReader.read(root.resolve("writ.yaml"));
    assertThat(described(snapshot))
        .containsExactly(".:1:1 error cannot read the repository's folder: it is not a folder");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> paths() {
    return RepositoryReader.read(root).files().stream().map(PolicyFile::path).toList();
  }

  private List<String> problems() {
    return described(RepositoryReader.read(root));
  }

  private static List<String> described(RepositorySnapshot snapshot) {
    return snapshot.problems().stream().map(RepositoryReaderTest::described).toList();
  }

  private static String described(Problem problem) {
    return problem.location() + " " + problem.severity().word() + " " + problem.message();
  }
}
