package dev.writ.log.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Progress;
import dev.writ.log.verify.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process again and again, {@code -Dwrit.log.kills} times, with one log: every
 * other time at any moment since it was started, else at any moment since it acknowledged
 * something.
 */
class KillsTest {

  private static final int KILLS = Integer.getInteger("writ.log.kills", 8);
  private static final int LATEST_MILLIS = 700;

  @TempDir Path temp;
  private final SigningKey key = Logs.key("test.example/log");
  private final Map<Long, String> acknowledged = new HashMap<>();
  private volatile CountDownLatch heard = new CountDownLatch(1);

  @Test
  void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
    Path keyFile = temp.resolve("key");
    key.write(keyFile);
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = acknowledged.size();
      Process process = start("", "kill" + kill, keyFile);
      Thread listening = listen(process);
      if (kill % 2 == 1) {
        heard.await();
      }
      process.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      listening.join();
      assertIntact();
      assertThat(acknowledged.size()).isGreaterThanOrEqualTo(before);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS / 2);
    try (DecisionLog log = Logs.open(temp.resolve("log"), key)) {
      assertThat(log.recovery().stopped()).isFalse();
    }
    assertIntact();
    System.out.println(
        KILLS + " kills, " + acknowledged.size() + " acknowledged appends, all there");
  }

  @Test
  void aFileThatMayNotGrowFailsAppendsAndLosesNothing() throws Exception {
    Path keyFile = temp.resolve("key");
    key.write(keyFile);
    Process process = start("ulimit -f 64; ", "limited", keyFile);
    Thread listening = listen(process);
    assertThat(process.waitFor()).isEqualTo(3);
    listening.join();
    assertThat(acknowledged).isNotEmpty();
    assertIntact();
  }

  private Process start(String before, String name, Path keyFile) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "bash",
            "-c",
            before + "exec \"$@\"",
            "bash",
            java,
            "-Xmx128m",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Appending.class.getName(),
            temp.resolve("log").toString(),
            keyFile.toString(),
            name)
        .redirectError(temp.resolve(name + ".err").toFile())
        .start();
  }

  /** Collects what the process says was acknowledged; a line that a kill cut off does not count. */
  private Thread listen(Process process) {
    CountDownLatch first = new CountDownLatch(1);
    heard = first;
    return Thread.ofPlatform()
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader()) {
                StringBuilder line = new StringBuilder();
                for (int c = lines.read(); c >= 0; c = lines.read()) {
                  if (c == '\n') {
                    acknowledge(line.toString());
                    first.countDown();
                    line.setLength(0);
                  } else {
                    line.append((char) c);
                  }
                }
              } catch (IOException closed) {
                // the process is gone
              } finally {
                first.countDown();
              }
            });
  }

  private void acknowledge(String line) {
    String[] words = line.split(" ", 2);
    if (!words[0].equals("failed")) {
      acknowledged.put(Long.valueOf(words[0]), words[1]);
    }
  }

  private void assertIntact() throws IOException {
    Path folder = temp.resolve("log");
    if (acknowledged.isEmpty()) {
      return;
    }
    LogReader reader = LogReader.of(folder);
    List<String> texts = new ArrayList<>();
    for (long bundle = 0; bundle * 256 < reader.size(); bundle++) {
      for (LogReader.Stored stored : reader.bundle(bundle)) {
        texts.add(Logs.text(stored).lines().findFirst().orElseThrow());
      }
    }
    Set<String> once = new HashSet<>(texts);
    assertThat(once).hasSameSizeAs(texts);
    acknowledged.forEach(
        (index, text) -> assertThat(texts.get(Math.toIntExact(index))).isEqualTo(text));
    Report report = LogVerifier.verify(folder, key.verifier(), Logs.DIGESTS, Progress.NONE);
    assertThat(report.problems()).isEmpty();
  }
}
