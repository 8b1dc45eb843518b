package dev.writ.agent.policy;

import dev.writ.engine.bundle.BundleVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A file, which is read again when it changes. */
final class FileSource implements Source {
  private final Path file;
  private List<Object> seen = List.of();

  FileSource(Path file) {
    this.file = file;
  }

  @Override
  public byte[] next() throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    List<Object> mark = List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
    if (mark.equals(seen)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bundle = in.readNBytes(BundleVerifier.MAX_SIZE + 1);
      seen = mark;
      return bundle;
    }
  }

  @Override
  public void forget() {
    seen = List.of();
  }
}
