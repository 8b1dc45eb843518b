package dev.writ.bundle;

import dev.writ.engine.bundle.BundleVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bundle in a file. */
final class BundleFile implements BundleSource {
  private final Path file;
  private @Nullable Version seen;

  BundleFile(Path file) {
    this.file = file;
  }

  /** One version of a file, as far as the file system tells. */
  private record Version(FileTime changed, long size, @Nullable Object file) {
    static Version of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  @Override
  public Optional<byte[]> next() throws IOException {
    Version now = Version.of(file);
    if (now.equals(seen)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bundle = in.readNBytes(BundleVerifier.MAX_SIZE + 1);
      seen = now;
      return Optional.of(bundle);
    }
  }
}
