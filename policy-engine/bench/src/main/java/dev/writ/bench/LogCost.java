package dev.writ.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the decision log costs: the server's CPU time for 1,000 decisions without a log, with best
 * effort and where records are required, measured in turns; and how many decisions a second 64
 * connections get where records are required, beside 64 times how often a second the disk forces a
 * group of 64 records, and beside the server without a log, in many short turns.
 *
 * <p>{@code java -cp ... dev.writ.bench.LogCost quarkus-app/quarkus-run.jar [rounds [folder]]}
 */
public final class LogCost {
  private static final int POLICIES = 10;
  private static final int WARM_UP = 60_000;
  private static final int REQUESTS = 16_000;
  private static final int CONNECTIONS = 64;

  /** Bytes of a typical record. */
  private static final int RECORD = 700;

  private static final int FORCES = 50;
  private static final int SLICE = 6_400;
  private static final int SLICES = 3;
  private static final String BODY =
      """
      {"subject":{"type":"user","id":"alice","properties":{"roles":["member"]}},\
      "action":{"name":"write"},\
      "resource":{"type":"t000001","id":"1","properties":{"ownerId":"alice","size":5}}}""";

  private LogCost() {}

  public static void main(String... arguments) throws Exception {
    Path application = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    Path folder =
        arguments.length > 2
            ? Files.createDirectories(Path.of(arguments[2]))
            : Files.createTempDirectory("writ-log-cost");
    Path policies = policies();
    try (ServerProcess off = ServerProcess.start(application, policies);
        ServerProcess bestEffort = start(application, policies, folder, "best-effort");
        ServerProcess required = start(application, policies, folder, "required")) {
      cpu(off, bestEffort, required, rounds);
      throughput(off, required, folder, rounds);
    }
  }

  private static Path policies() throws IOException {
    Path folder = Files.createTempDirectory("writ-bench");
    for (var file : Policies.filesOfSize(POLICIES).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private static ServerProcess start(
      Path application, Path policies, Path folder, String durability) throws IOException {
    return ServerProcess.start(
        application,
        policies,
        List.of(
            "-Dwrit.data=" + folder.resolve(durability), "-Dwrit.log.durability=" + durability));
  }

  private static void cpu(
      ServerProcess off, ServerProcess bestEffort, ServerProcess required, int rounds)
      throws Exception {
    List<ServerProcess> servers = List.of(off, bestEffort, required);
    List<List<Double>> costs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ServerProcess server : servers) {
      load(server, 8, WARM_UP);
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < servers.size(); i++) {
        Duration before = servers.get(i).cpu();
        load(servers.get(i), 8, REQUESTS);
        Duration spent = servers.get(i).cpu().minus(before);
        costs.get(i).add(spent.toNanos() / 1e6 * 1000 / REQUESTS);
      }
    }
    double base = median(costs.getFirst());
    List<String> names = List.of("no log", "best effort", "required");
    for (int i = 0; i < names.size(); i++) {
      double cost = median(costs.get(i));
      System.out.printf(
          "%-12s %.1f ms CPU for 1,000 decisions, %.2f times%n", names.get(i), cost, cost / base);
    }
  }

  /**
   * In turns, so that what else the machine and its disk do falls on all: what the disk forces, the
   * server that must wait for it, the disk again, the server without a log.
   */
  private static void throughput(ServerProcess off, ServerProcess required, Path folder, int rounds)
      throws Exception {
    load(off, CONNECTIONS, WARM_UP);
    load(required, CONNECTIONS, WARM_UP);
    List<Double> disk = new ArrayList<>();
    List<Double> logged = new ArrayList<>();
    List<Double> unlogged = new ArrayList<>();
    List<Double> ofDisk = new ArrayList<>();
    List<Double> ofServer = new ArrayList<>();
    for (int round = 0; round < rounds * SLICES; round++) {
      double before = forces(folder);
      logged.add(rate(required));
      double possible = (before + forces(folder)) / 2 * CONNECTIONS;
      unlogged.add(rate(off));
      disk.add(possible);
      ofDisk.add(100 * logged.getLast() / possible);
      ofServer.add(100 * logged.getLast() / unlogged.getLast());
    }
    System.out.printf("%d connections, %d turns; median (quartiles)%n", CONNECTIONS, disk.size());
    print("records/s that the disk forces in groups of 64", disk);
    print("decisions/s, required", logged);
    print("decisions/s, no log", unlogged);
    print("% of what the disk forces", ofDisk);
    print("% of what the server does without a log", ofServer);
  }

  private static double rate(ServerProcess server) throws Exception {
    long before = System.nanoTime();
    load(server, CONNECTIONS, SLICE);
    return SLICE * 1e9 / (System.nanoTime() - before);
  }

  private static void print(String what, List<Double> values) {
    System.out.printf(
        "%-48s %,9.0f (%,.0f to %,.0f)%n",
        what, median(values), quantile(values, 0.25), quantile(values, 0.75));
  }

  /** How often a second a group of records can be appended and forced. */
  private static double forces(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "forces", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long before = System.nanoTime();
      for (int i = 0; i < FORCES; i++) {
        channel.write(ByteBuffer.allocate(CONNECTIONS * RECORD));
        channel.force(false);
      }
      return FORCES * 1e9 / (System.nanoTime() - before);
    } finally {
      Files.delete(file);
    }
  }

  private static void load(ServerProcess server, int connections, int requests) throws Exception {
    Load.run(
        connections,
        server.port(),
        "/access/v1/evaluation",
        requests,
        i -> BODY,
        "\"decision\":true");
  }

  private static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) (share * sorted.size()));
  }
}
