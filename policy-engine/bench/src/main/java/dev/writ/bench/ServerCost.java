package dev.writ.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a decision over HTTP costs the server's process: CPU time per 1,000 requests beside an
 * endpoint of the same server that parses the same JSON and answers a constant, with 10 and with
 * 10,000 policies. The three are measured in turns, so that what else the machine does falls on
 * all.
 *
 * <p>{@code java -cp ... dev.writ.bench.ServerCost quarkus-app/quarkus-run.jar [rounds]}
 */
public final class ServerCost {
  private static final int SMALL = 10;
  private static final int LARGE = 10_000;
  private static final int REQUESTS = 8_000;
  private static final int WARM_UP = 60_000;

  private final List<Double> constant = new ArrayList<>();
  private final List<Double> small = new ArrayList<>();
  private final List<Double> large = new ArrayList<>();

  private ServerCost() {}

  public static void main(String... arguments) throws Exception {
    Path application = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int mixed = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Path few = write(SMALL);
    Path many = write(LARGE);
    try (ServerProcess a = ServerProcess.start(application, few);
        ServerProcess b = ServerProcess.start(application, many)) {
      System.out.printf(
          "ready with %d policies: %d ms CPU, %d MiB%n",
          SMALL, a.readyCpu().toMillis(), a.residentMiB());
      System.out.printf(
          "ready with %d policies: %d ms CPU, %d MiB%n",
          LARGE, b.readyCpu().toMillis(), b.residentMiB());
      new ServerCost().measure(a, b, rounds);
      if (mixed > 0) {
        for (int quarter = 1; quarter <= 4; quarter++) {
          Load.run(b.port(), "/access/v1/evaluation", mixed / 4, mixed(LARGE), "\"decision\":");
          System.out.printf(
              "after %d mixed requests: %d MiB%n", mixed / 4 * quarter, b.residentMiB());
        }
      }
    }
  }

  private static Path write(int policies) throws IOException {
    Path folder = Files.createTempDirectory("writ-bench");
    for (Map.Entry<String, String> file : Policies.filesOfSize(policies).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private void measure(ServerProcess a, ServerProcess b, int rounds) throws Exception {
    load(a, WARM_UP, SMALL);
    load(b, WARM_UP, LARGE);
    constant(a, WARM_UP);
    for (int i = 0; i < rounds; i++) {
      constant.add(cost(a, () -> constant(a, REQUESTS)));
      small.add(cost(a, () -> load(a, REQUESTS, SMALL)));
      large.add(cost(b, () -> load(b, REQUESTS, LARGE)));
    }
    System.out.printf("constant answer:           %s%n", show(constant));
    System.out.printf(
        "decision, %6d policies: %s, %.2f times the constant%n",
        SMALL, show(small), median(small) / median(constant));
    System.out.printf(
        "decision, %6d policies: %s, %.2f times %d policies%n",
        LARGE, show(large), median(large) / median(small), SMALL);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double cost(ServerProcess server, Work work) throws Exception {
    Duration before = server.cpu();
    work.run();
    return server.cpu().minus(before).toNanos() / 1e6 * 1000 / REQUESTS;
  }

  private static void constant(ServerProcess server, int requests) throws Exception {
    Load.run(server.port(), "/bench/constant", requests, body(SMALL), "\"decision\":true");
  }

  private static void load(ServerProcess server, int requests, int policies) throws Exception {
    Load.run(server.port(), "/access/v1/evaluation", requests, body(policies), "\"decision\":true");
  }

  private static IntFunction<String> body(int policies) {
    return i ->
        """
        {"subject":{"type":"user","id":"alice","properties":{"roles":["member"]}},\
        "action":{"name":"write"},\
        "resource":{"type":"t%06d","id":"1","properties":{"ownerId":"alice","size":5}}}"""
            .formatted(i * 7919L % policies);
  }

  /** Allowed and denied ones, of users of whom each asks once. */
  private static IntFunction<String> mixed(int policies) {
    return i ->
        """
        {"subject":{"type":"user","id":"user-%d","properties":{"roles":["%s"]}},\
        "action":{"name":"%s"},\
        "resource":{"type":"t%06d","id":"%d","properties":{"ownerId":"user-%d","size":5}}}"""
            .formatted(
                i,
                i % 2 == 0 ? "member" : "editor",
                i % 3 == 0 ? "read" : "write",
                i * 7919L % policies,
                i,
                i % 5 == 0 ? 0 : i);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static String show(List<Double> values) {
    return "%.1f ms CPU per 1,000 (%.1f to %.1f)"
        .formatted(median(values), Collections.min(values), Collections.max(values));
  }
}
