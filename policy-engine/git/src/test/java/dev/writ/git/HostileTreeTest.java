package dev.writ.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.PolicyFile;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.testbed.GitUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTreeTest {
  @TempDir private Path folder;
  private GitUpstream upstream;

  @BeforeEach
  void makeUpstream() throws IOException {
    upstream = GitUpstream.in(folder);
  }

  private RepositorySnapshot read() throws Exception {
    upstream.push("hostile");
    return fetched();
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
    upstream.write("huge.yaml", "#".repeat(32 << 20));
    RepositorySnapshot snapshot = read();
    assertThat(codes(snapshot)).containsExactly("file-too-large");
    assertThat(snapshot.files()).hasSize(1);
  }

  private Optional<String> refusal() throws Exception {
    try (GitSource source = open()) {
      return source.refusal(source.fetch());
    }
  }

  private GitSource open() {
    return GitSource.open(Addresses.of(upstream, ""), GitOptions.DEFAULT, folder.resolve("cache"));
  }

  private String bare(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return upstream.run(upstream.bare(), command.toArray(String[]::new)).strip();
  }

  private String blob(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("blob"), text);
    return bare("hash-object", "-w", "-t", "blob", file.toString());
  }

  /** Bytes of a tree, which Git itself would not write. */
  private static byte[] entry(String mode, byte[] name, String id) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes((mode + " ").getBytes(UTF_8));
    bytes.writeBytes(name);
    bytes.write(0);
    bytes.writeBytes(HexFormat.of().parseHex(id));
    return bytes.toByteArray();
  }

  private String tree(byte[]... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.writeBytes(entry);
    }
    Path file = Files.write(folder.resolve("tree"), bytes.toByteArray());
    return bare("hash-object", "-w", "-t", "tree", "--literally", file.toString());
  }

  /** Makes a tree the newest commit's, past all that looks at what is pushed. */
  private void commit(String tree) throws IOException {
    bare("update-ref", "refs/heads/main", bare("commit-tree", "-m", "hostile", tree));
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".GIT", "git~1", "..", ".", "a/b.yaml", "../up.yaml"})
  void aNameThatIsNoneIsRefused(String name) throws Exception {
    commit(tree(entry("100644", name.getBytes(UTF_8), blob("policy: x\n"))));
    assertThat(refusal()).hasValueSatisfying(why -> assertThat(why).contains("malformed"));
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws Exception {
    byte[] name = "writ.yaml".getBytes(UTF_8);
    commit(
        tree(
            entry("100644", name, blob("language: 1\nname: one\n")),
            entry("100644", name, blob("language: 1\nname: two\n"))));
    assertThat(refusal()).hasValueSatisfying(why -> assertThat(why).contains("malformed"));
  }

  /** As Latin-1 the second would be the first. */
  @Test
  void aNameThatIsNotUtf8IsAnError() throws Exception {
    String blob = blob("policy: x\n");
    commit(
        tree(
            entry("100644", "\u00e4.yaml".getBytes(UTF_8), blob),
            entry("100644", "\u00e4.yaml".getBytes(ISO_8859_1), blob)));
    assertThat(codes(fetched())).containsExactly("unreadable-file");
    assertThat(fetched().files()).hasSize(1);
  }

  @Test
  void aNameThatForgesALineIsAnError() throws Exception {
    byte[] name = "a\nINFO all is well.yaml".getBytes(UTF_8);
    commit(tree(entry("100644", name, blob("policy: x\n"))));
    assertThat(codes(fetched())).containsExactly("unreadable-file");
    assertThat(fetched().problems().toString()).doesNotContain("all is well");
  }

  /** Nothing is checked out, so that on no file system one can take the place of another. */
  @Test
  void namesThatDifferInCaseAreBothRead() throws Exception {
    upstream.write("orders.yaml", "policy: orders\n");
    upstream.write("Orders.yaml", "policy: others\n");
    assertThat(read().files())
        .extracting(PolicyFile::path)
        .containsExactlyInAnyOrder("orders.yaml", "Orders.yaml", "writ.yaml");
  }

  @Test
  void aSubmoduleIsAnError() throws Exception {
    commit(tree(entry("160000", "sub".getBytes(UTF_8), upstream.head())));
    assertThat(refusal()).isEmpty();
    assertThat(codes(fetched())).containsExactly("unreadable-file");
  }

  /**
   * Each folder has the one below ten times: ten to the power of twelve files in thirteen trees.
   */
  @Test
  void foldersThatMultiplyAreAnError() throws Exception {
    String below = blob("policy: x\n");
    for (int level = 0; level < 12; level++) {
      byte[][] entries = new byte[10][];
      for (int i = 0; i < entries.length; i++) {
        String name = level == 0 ? i + ".yaml" : "d" + i;
        entries[i] = entry(level == 0 ? "100644" : "40000", name.getBytes(UTF_8), below);
      }
      below = tree(entries);
    }
    commit(below);
    assertThat(refusal()).isEmpty();
    assertThat(codes(fetched())).contains("repository-too-large");
  }

  /** Each of many links leads to the end of a large folder. */
  @Test
  void manyLinksIntoALargeFolderAreAnError() throws Exception {
    String target = blob("z.txt");
    byte[][] entries = new byte[6_001][];
    for (int i = 0; i < 6_000; i++) {
      entries[i] = entry("120000", "l%05d.yaml".formatted(i).getBytes(UTF_8), target);
    }
    entries[6_000] = entry("100644", "z.txt".getBytes(UTF_8), target);
    commit(tree(entries));
    assertThat(codes(fetched())).contains("unreadable-file");
  }

  private RepositorySnapshot fetched() throws Exception {
    try (GitSource source = open()) {
      return source.snapshot(source.fetch());
    }
  }

  @Test
  void aDeepPathIsAnError() throws Exception {
    upstream.write("d/".repeat(40) + "deep.yaml", "policy: deep\n");
    assertThat(codes(read())).containsExactly("repository-too-large");
  }
}
