package dev.writ.server.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00.123456789Z");
  private static final Change FIRST =
      new Revoke(
          new Revocation(
              new Target(Kind.SUB, "https://idp.example", "ä \"quoted\"\n"),
              LATER,
              LATER.minusSeconds(5),
              "lost"));
  private static final Change SECOND =
      new Revoke(new Revocation(new Target(Kind.KEY, null, "k"), LATER, null, ""));
  private static final Change THIRD = new Reinstate(new Target(Kind.KEY, null, "k"));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("data").resolve("revocations.log");
  }

  private void write(Change... changes) throws IOException {
    try (var journal = Journal.open(file, change -> {})) {
      for (Change change : changes) {
        journal.append(change);
      }
    }
  }

  private List<Change> read() throws IOException {
    List<Change> changes = new ArrayList<>();
    Journal.open(file, changes::add).close();
    return changes;
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    write(FIRST, SECOND);
    write(THIRD);
    assertThat(read()).containsExactly(FIRST, SECOND, THIRD);
  }

  /** Whatever part of the last line a crash leaves, what was acknowledged before is whole. */
  @Test
  void aLastLineThatWasNeverAcknowledgedIsCutOffWhereverItEnds() throws IOException {
    write(FIRST);
    long whole = Files.size(file);
    write(SECOND);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = (int) whole; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThat(read()).containsExactly(FIRST);
      assertThat(Files.size(file)).isEqualTo(whole);
      write(THIRD);
      assertThat(read()).containsExactly(FIRST, THIRD);
    }
  }

  /** Every bit of every acknowledged line counts, except a line feed that joins it to the next. */
  @Test
  void aChangedByteInAnAcknowledgedLineKeepsTheServerFromStarting() throws IOException {
    write(FIRST, SECOND, THIRD);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length - 1; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(this::read)
          .as("byte %d", i)
          .isInstanceOf(RevocationsUnusable.class)
          .hasMessageContaining("is damaged in line ");
    }
  }

  @Test
  void aLineWithARightChecksumAndWrongContentIsDamage() throws IOException {
    write(FIRST);
    var checksum = new java.util.zip.CRC32C();
    checksum.update("{}".getBytes(UTF_8));
    Files.writeString(file, "%08x {}\n".formatted(checksum.getValue()), StandardOpenOption.APPEND);
    assertThatThrownBy(this::read).hasMessageContaining("is damaged in line 2");
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused() throws IOException {
    try (var journal = Journal.open(file, change -> {})) {
      assertThatThrownBy(this::read).hasMessageContaining("another server uses this folder");
      journal.append(FIRST);
    }
    assertThat(read()).containsExactly(FIRST);
  }

  @Test
  void compactionKeepsWhatIsRevokedAndGoesOn() throws IOException {
    try (var journal = Journal.open(file, change -> {})) {
      for (int i = 0; i < 100; i++) {
        journal.append(SECOND);
        journal.append(THIRD);
      }
      journal.append(FIRST);
      journal.compact(List.of(((Revoke) FIRST).entry()));
      assertThat(journal.lines()).isEqualTo(1);
      journal.append(SECOND);
    }
    assertThat(read()).containsExactly(FIRST, SECOND);
    assertThat(Files.list(file.getParent()).map(path -> path.getFileName().toString()))
        .containsExactlyInAnyOrder("revocations.log", "revocations.log.lock");
  }

  /** A crash between the writing of a new journal and its taking the old one's place. */
  @Test
  void aHalfWrittenCompactionIsOfNoConsequence() throws IOException {
    write(FIRST, SECOND);
    Files.writeString(file.resolveSibling("revocations.log.next"), "half a li");
    assertThat(read()).containsExactly(FIRST, SECOND);
    try (var journal = Journal.open(file, change -> {})) {
      journal.compact(List.of(((Revoke) SECOND).entry()));
    }
    assertThat(read()).containsExactly(SECOND);
  }
}
