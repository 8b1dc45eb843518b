package dev.writ.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong(-5);

  private Secret<String> secret(Path file) {
    return new Secret<>(new FilePlace(file), "writ.test.file", SecretTest::text, now::get);
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (text.startsWith("bad")) {
      throw new IllegalArgumentException("it starts with bad");
    }
    return text;
  }

  private Path write(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), content);
    Files.setLastModifiedTime(file, FileTime.fromMillis(now.get() / 1_000_000 + 5_000));
    return file;
  }

  @ParameterizedTest
  @CsvSource({"'abc', abc", "'abc\n', abc", "'abc\r\n', abc", "'abc\n\n', 'abc\n'", "' a ', ' a '"})
  void oneLineBreakAtTheEndIsNoPartOfIt(String content, String secret) throws IOException {
    assertThat(secret(write(content)).get()).isEqualTo(secret);
  }

  @Test
  void aChangeIsSeenAfterASecondAtTheLatest() throws IOException {
    Secret<String> secret = secret(write("one"));
    now.addAndGet(SECOND);
    write("two");
    assertThat(secret.get()).isEqualTo("two");
    write("three");
    assertThat(secret.get()).isEqualTo("two");
    now.addAndGet(SECOND);
    assertThat(secret.get()).isEqualTo("three");
  }

  @Test
  void aFileExchangedByALinkIsSeen() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "aaa");
    Path two = Files.writeString(folder.resolve("two"), "bbb");
    FileTime same = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(one, same);
    Files.setLastModifiedTime(two, same);
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    Secret<String> secret = secret(link);
    Path next = Files.createSymbolicLink(folder.resolve("next"), two);
    Files.move(next, link, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    now.addAndGet(SECOND);
    assertThat(secret.get()).isEqualTo("bbb");
  }

  @Test
  void aFileThatIsGoneWithdrawsTheSecretUntilItIsBack() throws IOException {
    Path file = write("hidden");
    Secret<String> secret = secret(file);
    Files.delete(file);
    now.addAndGet(SECOND);
    assertThatThrownBy(secret::get)
        .isInstanceOf(Secret.Unusable.class)
        .hasMessageContaining("writ.test.file")
        .hasMessageNotContaining("hidden");
    write("two");
    now.addAndGet(SECOND);
    assertThat(secret.get()).isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource({"bad", "''", "'\n'"})
  void anUnusableChangeLeavesTheLastSecret(String content) throws IOException {
    Secret<String> secret = secret(write("one"));
    now.addAndGet(SECOND);
    write(content);
    assertThat(secret.get()).isEqualTo("one");
    now.addAndGet(SECOND);
    write("two");
    assertThat(secret.get()).isEqualTo("two");
  }

  @Test
  void atTheStartAFileMustBeThereAndUsable() throws IOException {
    assertThatThrownBy(() -> secret(folder.resolve("none")))
        .isInstanceOf(Secret.Unusable.class)
        .hasMessageContaining("cannot read the file")
        .hasMessageContaining("writ.test.file");
    assertThatThrownBy(() -> secret(write("bad secret")))
        .isInstanceOf(Secret.Unusable.class)
        .hasMessageEndingWith("is unusable: it starts with bad");
    assertThatThrownBy(() -> secret(write("x".repeat(65_537))))
        .isInstanceOf(Secret.Unusable.class)
        .hasMessageEndingWith("it is larger than 64 KiB");
    assertThat(secret(write("x".repeat(65_536))).get()).hasSize(65_536);
  }

  @Test
  void whoElseMayReadItIsKnown() throws IOException {
    Path file = write("one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Permissions.isWorldReadable(file)).isFalse();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Permissions.isWorldReadable(file)).isTrue();
    assertThat(Permissions.isWorldReadable(folder.resolve("none"))).isFalse();
  }
}
