package dev.writ.lib;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;

/** What {@code c/cost.c} measures, by the same code in a warm JVM: run by hand, to compare. */
final class CostOnTheJvm {
  private static final int ROUNDS = 20;
  private static final int DECISIONS = 100_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CostOnTheJvm() {}

  private interface Form {
    Reply decide(byte[] request) throws CallFailed;
  }

  /** Prints a line for each form. */
  public static void main(String[] arguments) throws CallFailed {
    var signed = new SignedBundles();
    byte[] bundle = signed.bundle(SignedBundles.OWNERS_READ, SignedBundles.SEQUENCE);
    DecisionPoint point =
        DecisionPoint.open(bundle, signed.publicKey(), 0, null, InstantSource.system());
    byte[] json =
        ("{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"},"
                + "\"resource\":{\"type\":\"record\",\"id\":\"1\",\"properties\":{\"ownerId\":\"alice\"}}}")
            .getBytes(UTF_8);
    Question question = Question.of(Members.of(StrictJson.readObject(json)), null);
    measure("json", point::decide, json);
    measure("binary", point::decideBinary, BinaryForm.write(new Evaluation(question, false)));
  }

  private static void measure(String name, Form form, byte[] request) throws CallFailed {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long began = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < DECISIONS; i++) {
        if (!form.decide(request).allowed()) {
          throw new AssertionError(name);
        }
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - began) / (double) DECISIONS);
    }
    System.out.printf("%s %.0f ns%n", name, best);
  }
}
