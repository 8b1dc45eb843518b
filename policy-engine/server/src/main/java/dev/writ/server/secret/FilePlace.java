package dev.writ.server.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file, which orchestrators and people exchange. */
record FilePlace(Path file) implements Place {
  private static final int MOST_BYTES = 64 * 1024;

  /** One version of a file, as far as the file system tells. */
  private record Version(FileTime changed, long size, @Nullable Object file) {}

  @Override
  public Object version() throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  @Override
  public byte[] read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("it is larger than 64 KiB");
      }
      return withoutLineBreak(bytes);
    }
  }

  /** Editors and {@code echo} end a file with a line break that is no part of the secret. */
  private static byte[] withoutLineBreak(byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
    }
    if (end < bytes.length && end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  @Override
  public String toString() {
    return "the file `" + file + "`";
  }
}
