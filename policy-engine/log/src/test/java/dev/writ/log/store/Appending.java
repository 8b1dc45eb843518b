package dev.writ.log.store;

import dev.writ.log.checkpoint.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that appends until it is killed or its disk fails, and says of every append that was
 * acknowledged: the index and the text.
 */
final class Appending {

  private static final int THREADS = 4;

  private Appending() {}

  /** Arguments: folder, key file, a name for this run. */
  public static void main(String[] args) throws Exception {
    LogSettings settings =
        new LogSettings(
            Durability.REQUIRED,
            10_000,
            8 << 20,
            Duration.ofMillis(20),
            1_000,
            Duration.ofMillis(50),
            100_000);
    DecisionLog log =
        DecisionLog.open(
            Path.of(args[0]), SigningKey.read(Path.of(args[1])), settings, Logs.parts());
    for (int thread = 0; thread < THREADS; thread++) {
      String name = args[2] + "-" + thread;
      Thread.ofPlatform().start(() -> append(log, name));
    }
  }

  private static void append(DecisionLog log, String name) {
    try {
      for (int at = 0; ; at++) {
        String text = name + "-" + at;
        Entry entry = at % 2 == 0 ? Logs.entry(text, "secret of " + text) : Logs.entry(text);
        long index = log.append(List.of(entry)).join();
        say(index + " " + text);
      }
    } catch (RuntimeException failed) {
      say("failed " + failed.getMessage());
      Runtime.getRuntime().halt(3);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
