package dev.writ.cli.terminal;

import java.io.PrintWriter;

/**
 * A line that shows how far something is, drawn over itself and erased at the end. Steps may come
 * from several threads.
 */
public final class Progress implements AutoCloseable {
  /** In place of a number of steps that nobody knows. */
  public static final int UNKNOWN = 0;

  private static final String ERASE_LINE = "\r\u001B[K";
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final String what;
  private final int steps;
  private int done;
  private int drawn = -1;

  Progress(PrintWriter out, String what, int steps) {
    this.out = out;
    this.what = what;
    this.steps = steps;
    draw();
  }

  /** One more step is done. */
  public synchronized void step() {
    done = Math.min(steps, done + 1);
    draw();
  }

  @Override
  public synchronized void close() {
    out.print(ERASE_LINE);
    out.flush();
  }

  /** Draws only what can be seen to differ: a percentage at a time. */
  private void draw() {
    int percent = steps == UNKNOWN ? 0 : (int) (100L * done / steps);
    if (percent != drawn) {
      drawn = percent;
      out.print(ERASE_LINE + what + (steps == UNKNOWN ? "" : bar(percent)));
      out.flush();
    }
  }

  private String bar(int percent) {
    return " " + Bar.of(done, steps, WIDTH) + " " + percent + " %";
  }
}
