package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Gap;
import dev.writ.log.record.RecordDigests;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged server under load, as often as {@code -Dwrit.log.kills} says, always on the
 * same folder: every other time at any moment since it was ready, else at any moment since it
 * answered.
 */
class KillsIT {
  private static final int KILLS = Integer.getInteger("writ.log.kills", 3);
  private static final int CALLERS = 8;
  private static final long LONGEST_MILLIS = 1_500;
  private static final String READY = "ready on ";
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  @TempDir private Path data;

  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Random random = new Random();

  @Test
  void everyAnsweredDecisionIsInTheLogOnceAndTheLogVerifies() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      runAndKill(i % 2 == 1);
    }
    List<LogRecord> records = records();
    List<String> decided =
        records.stream().filter(Decided.class::isInstance).map(LogRecord::id).toList();
    assertThat(answered).as("answers before the kills").isNotEmpty();
    assertThat(decided).doesNotHaveDuplicates().containsAll(answered);
    assertThat(records.stream().filter(Gap.class::isInstance)).hasSize(KILLS - 1);
    VerifierKey key = VerifierKey.parse(Files.readString(data.resolve("log.key.pub")));
    assertThat(
            LogVerifier.verify(data.resolve("log"), key, new RecordDigests(), Progress.NONE)
                .problems())
        .isEmpty();
    System.out.printf("%d kills, %d answered decisions, all there%n", KILLS, answered.size());
  }

  private void runAndKill(boolean answering) throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    Process server = start();
    try (var client = HttpClient.newHttpClient()) {
      URI door = URI.create(untilReady(server.inputReader()) + "/access/v1/evaluation");
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofPlatform().start(() -> call(client, door, first)));
      }
      if (answering) {
        first.await();
      }
      server.waitFor(random.nextLong(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      server.destroyForcibly().waitFor();
      for (Thread caller : callers) {
        caller.join();
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** Asks again and again until the server is gone. */
  private void call(HttpClient client, URI door, CountDownLatch first) {
    try {
      var request =
          HttpRequest.newBuilder(door)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofFile(Path.of(Fixtures.request("alice-reads"))))
              .build();
      while (true) {
        Matcher id = ID.matcher(client.send(request, BodyHandlers.ofString()).body());
        if (id.find()) {
          answered.add(id.group(1));
          first.countDown();
        }
      }
    } catch (IOException gone) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      first.countDown();
    }
  }

  private List<LogRecord> records() throws IOException {
    LogReader log = LogReader.of(data.resolve("log"));
    List<LogRecord> records = new ArrayList<>();
    for (long bundle = 0; bundle * 256 < log.size(); bundle++) {
      for (Stored stored : log.bundle(bundle)) {
        records.add(RecordReader.read(stored.leaf(), Disclosures.NONE).record());
      }
    }
    return records;
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-jar",
            "target/quarkus-app/quarkus-run.jar",
            "serve",
            Fixtures.repository("sound"),
            "--port",
            "0",
            "--data",
            data.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String untilReady(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = reader.readLine();
    }
    assertThat(line).as("a line that it is ready").isNotNull();
    return line.substring(READY.length());
  }
}
