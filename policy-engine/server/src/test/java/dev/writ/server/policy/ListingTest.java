package dev.writ.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  @TempDir Path root;
  private Path file;
  private Listing before;

  @BeforeEach
  void list() throws IOException {
    Files.createDirectories(root.resolve("sub"));
    file = Files.writeString(root.resolve("sub/a.yaml"), "first");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    before = Listing.of(root);
  }

  @Test
  void aFolderThatNobodyTouchesStaysEqual() {
    assertThat(Listing.of(root)).isEqualTo(before);
  }

  @Test
  void anotherSizeOrTimeShows() throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_001));
    assertThat(Listing.of(root)).isNotEqualTo(before);
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeShows() throws IOException {
    Path other = Files.writeString(root.resolve("other.tmp"), "second".substring(0, 5));
    Files.setLastModifiedTime(other, FileTime.fromMillis(1_000_000));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(Listing.of(root)).isNotEqualTo(before);
  }

  @Test
  void aNewAndAVanishedFileShow() throws IOException {
    Path added = Files.writeString(root.resolve("b.yml"), "");
    assertThat(Listing.of(root)).isNotEqualTo(before);
    Files.delete(added);
    assertThat(Listing.of(root)).isEqualTo(before);
    Files.delete(file);
    assertThat(Listing.of(root)).isNotEqualTo(before);
  }

  @Test
  void whatIsNoPolicyFileDoesNotShow() throws IOException {
    Files.writeString(root.resolve("README.md"), "");
    Files.writeString(root.resolve(".hidden.yaml"), "");
    Files.createDirectories(root.resolve(".git"));
    Files.writeString(root.resolve(".git/config.yaml"), "");
    assertThat(Listing.of(root)).isEqualTo(before);
  }

  @Test
  void whereALinkLeadsShows() throws IOException {
    Path target = Files.writeString(root.resolve("target.txt"), "one");
    Files.createSymbolicLink(root.resolve("link.yaml"), target);
    Listing linked = Listing.of(root);
    Files.writeString(target, "two and more");
    assertThat(Listing.of(root)).isNotEqualTo(linked);
  }

  @Test
  void aFolderThatIsNotThereIsListedAsSuch() throws IOException {
    Path gone = root.resolve("gone");
    Listing missing = Listing.of(gone);
    assertThat(Listing.of(gone)).isEqualTo(missing);
    Files.createDirectories(gone);
    assertThat(Listing.of(gone)).isNotEqualTo(missing);
  }
}
