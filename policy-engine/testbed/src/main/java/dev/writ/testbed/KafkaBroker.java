package dev.writ.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Kafka of one node on a free port of 127.0.0.1, without TLS and open to everybody. It can be
 * killed and come back, at the same address, with what it had. For one thread at a time.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Kafka Server started");
  private static final String CLUSTER = "d3JpdC10ZXN0YmVkLTAwMQ";

  private final Path folder;
  private final int port;
  private ServerProcess process;

  private KafkaBroker(Path folder, int port, ServerProcess process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts a broker with nothing in it. */
  public static KafkaBroker start() {
    try {
      Path folder = ServerProcess.folder("kafka");
      int port = ServerProcess.freePort();
      Files.writeString(
          folder.resolve("server.properties"),
          settings(folder, port, ServerProcess.freePort()),
          StandardCharsets.ISO_8859_1);
      format(folder);
      return new KafkaBroker(folder, port, process(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Where clients find it, in the form of their {@code bootstrap.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Ends it as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    process.close();
  }

  /** Starts it again after {@link #kill}, and returns when it is ready. */
  public void restart() {
    try {
      process = process(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    kill();
  }

  /** A killed broker may come back only after its session has ended, which is short therefore. */
  private static String settings(Path folder, int port, int controllerPort) {
    return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        broker.heartbeat.interval.ms=300
        broker.session.timeout.ms=1500
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        log.dirs=%3$s
        """
        .formatted(port, controllerPort, folder.resolve("data"));
  }

  /** What Kafka wants done once to an empty folder. */
  private static void format(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("format.log");
    List<String> command =
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            CLUSTER,
            "--config",
            folder.resolve("server.properties").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    if (builder.start().waitFor() != 0) {
      throw new IOException("Kafka's folder could not be made; see `" + log + "`");
    }
  }

  private static ServerProcess process(Path folder) throws IOException, InterruptedException {
    List<String> command = java("kafka.Kafka", folder.resolve("server.properties").toString());
    return ServerProcess.start(command, Map.of(), folder.resolve("kafka.log"), READY);
  }

  private static List<String> java(String... mainAndArguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(mainAndArguments));
    return command;
  }

  /** Kafka's jars, as this module's build has found them. */
  private static String classPath() throws IOException {
    try (InputStream in = KafkaBroker.class.getResourceAsStream("kafka.classpath")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while Kafka started", e);
  }
}
