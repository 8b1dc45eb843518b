package dev.writ.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What a remote sends, cut off where it is too much or takes too long in all. */
final class BoundedStream extends FilterInputStream {
  private final long mostBytes;
  private final long deadline;
  private long bytes;

  /**
   * @param time from now until the last byte must be there
   */
  BoundedStream(InputStream in, long mostBytes, Duration time) {
    super(in);
    this.mostBytes = mostBytes;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int many = super.read(buffer, from, length);
    count(Math.max(0, many));
    return many;
  }

  @Override
  public long skip(long length) throws IOException {
    long many = super.skip(length);
    count(many);
    return many;
  }

  private void count(long more) throws IOException {
    bytes += more;
    if (bytes > mostBytes) {
      throw new IOException("the remote sends more than %,d bytes".formatted(mostBytes));
    }
    if (System.nanoTime() - deadline >= 0) {
      throw new IOException("the remote takes too long to send everything");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
