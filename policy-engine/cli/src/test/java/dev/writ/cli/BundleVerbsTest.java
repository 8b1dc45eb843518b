package dev.writ.cli;

import static dev.writ.cli.Fixtures.repository;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleVerbsTest {
  private static final String ISSUED = "2026-03-04T10:00:00Z";
  private static final String AT = "--at=2026-03-04T11:00:00Z";

  @TempDir private Path temp;
  private String key;

  @BeforeEach
  void makeKey() {
    key = keygen("key.pem");
  }

  private String keygen(String name) {
    String file = temp.resolve(name).toString();
    assertThat(Run.of("bundle", "keygen", "--out", file).exitCode()).isZero();
    return file;
  }

  private Run build(String directory, String file, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "bundle",
                    "build",
                    directory,
                    "--key=" + key,
                    "--out=" + temp.resolve(file),
                    "--issued-at=" + ISSUED,
                    "--sequence=7"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Run verify(String file, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of("bundle", "verify", temp.resolve(file).toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  @Test
  void whatIsBuiltIsVerifiedWithThePublicKey() {
    Run built = build(repository("sound"), "b");
    assertThat(built.exitCode()).as(built.err()).isZero();
    Run verified = verify("b", AT, "--key=" + key + ".pub");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.out()).contains("sequence    7\n", "issued at   " + ISSUED);
    assertThat(built.out()).startsWith(verified.out());
  }

  @Test
  void thePrivateKeyIsForItsOwnerAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(Path.of(key))).hasSize(2);
    assertThat(Path.of(key + ".pub")).content().doesNotContain("PRIVATE");
    assertThat(Run.of("bundle", "keygen", "--out", key).exitCode()).isEqualTo(3);
  }

  @Test
  void theSameFilesGiveTheSameBytesInWhateverOrderTheyCame() throws IOException {
    byte[] expected = null;
    for (int seed = 0; seed < 4; seed++) {
      Path copy = copyShuffled(Path.of(repository("sound")), seed);
      assertThat(build(copy.toString(), "b" + seed).exitCode()).isZero();
      byte[] bytes = Files.readAllBytes(temp.resolve("b" + seed));
      assertThat(bytes).isEqualTo(expected == null ? bytes : expected);
      expected = bytes;
    }
  }

  private Path copyShuffled(Path from, int seed) throws IOException {
    Path to = temp.resolve("copy" + seed);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
    }
    Collections.shuffle(files, new Random(seed));
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return to;
  }

  @Test
  void anotherKeyDoesNotVerifyIt() {
    build(repository("sound"), "b");
    Run verified = verify("b", AT, "--key=" + keygen("other.pem") + ".pub");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.err()).contains("no trusted key signed the bundle", "(unknown-key)");
  }

  @Test
  void anAlteredCutOrOldBundleIsRefusedWithTheReason() throws IOException {
    build(repository("sound"), "b", "--not-after=2026-03-04T12:00:00Z");
    String trusted = "--key=" + key + ".pub";
    assertThat(verify("b", AT, trusted, "--sequence=8").err()).contains("(rolled-back)");
    assertThat(verify("b", AT, trusted, "--repository=bank").err()).contains("(wrong-repository)");
    assertThat(verify("b", trusted, "--at=2026-03-05T00:00:00Z").err()).contains("(expired)");
    byte[] bytes = Files.readAllBytes(temp.resolve("b"));
    Files.write(temp.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(verify("cut", AT, trusted).err()).contains("(cut-short)");
    bytes[bytes.length - 1] ^= 1;
    Files.write(temp.resolve("altered"), bytes);
    assertThat(verify("altered", AT, trusted).err()).contains("(wrong-payload)");
  }

  @Test
  void severalKeysSignAndSeveralAreDemanded() {
    String second = keygen("second.pem");
    build(repository("sound"), "both", "--key=" + second);
    build(repository("sound"), "one");
    String[] demand = {AT, "--key=" + key + ".pub", "--key=" + second + ".pub", "--signatures=2"};
    assertThat(verify("both", demand).exitCode()).isZero();
    assertThat(verify("one", demand).err()).contains("(too-few-signatures)");
  }

  @Test
  void invalidPoliciesAreNotSigned() {
    Run built = build(repository("broken"), "b");
    assertThat(built.exitCode()).isEqualTo(3);
    assertThat(temp.resolve("b")).doesNotExist();
  }

  @Test
  void wrongInputIsSaid() {
    assertThat(verify("missing", "--key=" + key + ".pub").exitCode()).isEqualTo(3);
    assertThat(verify("missing", "--key=" + temp.resolve("none")).exitCode()).isEqualTo(3);
    assertThat(build(repository("sound"), "b", "--not-after=2026-03-04T09:00:00Z").exitCode())
        .isEqualTo(3);
    assertThat(Run.of("bundle").exitCode()).isEqualTo(64);
  }
}
