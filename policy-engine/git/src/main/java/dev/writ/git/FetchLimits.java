package dev.writ.git;

import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * What one answer of a remote may cost.
 *
 * @param bytes of it on the way
 * @param time in all, its unpacking included
 */
record FetchLimits(long bytes, Duration time) {

  /** A stream that fails beyond them; the time begins now. */
  InputStream guard(InputStream in) {
    return new BoundedStream(in, bytes, time);
  }

  /** Ends, between two objects, what takes too long: few bytes can unpack to very many. */
  ProgressMonitor monitor() {
    long deadline = System.nanoTime() + time.toNanos();
    return new EmptyProgressMonitor() {
      @Override
      public boolean isCancelled() {
        return System.nanoTime() - deadline >= 0;
      }

      @Override
      public void update(int completed) {
        if (isCancelled()) {
          throw new TooSlow();
        }
      }
    };
  }

  /** JGit asks monitors only now and then whether it shall go on. */
  static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooSlow() {
      super("what the remote sends takes too long to unpack");
    }
  }
}
