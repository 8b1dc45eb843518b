package dev.writ.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kafka of one node on free ports of 127.0.0.1, one for each {@link Door}. It can be killed and
 * come back, at the same addresses, with what it had. For one thread at a time.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Kafka Server started");
  private static final String CLUSTER = "d3JpdC10ZXN0YmVkLTAwMQ";

  /** The one user there is from the start; SCRAM-SHA-512 and PLAIN know it. */
  public static final String USER = "writ";

  /** The user's password. */
  public static final String PASSWORD = "of-the-broker";

  /** Ways in. */
  public enum Door {
    /** Without TLS, for everybody. */
    OPEN("PLAINTEXT"),
    /** TLS, for users with a password. */
    PASSWORD("SASL_SSL"),
    /** TLS, for who has a certificate of the authority. */
    CERTIFICATE("SSL"),
    /** TLS for everybody, with a certificate that has another name. */
    MISNAMED("SSL");

    private final String protocol;

    Door(String protocol) {
      this.protocol = protocol;
    }
  }

  private final Path folder;
  private final Map<Door, Integer> ports;
  private final CertificateAuthority authority;
  private ServerProcess process;

  private KafkaBroker(
      Path folder,
      Map<Door, Integer> ports,
      CertificateAuthority authority,
      ServerProcess process) {
    this.folder = folder;
    this.ports = ports;
    this.authority = authority;
    this.process = process;
  }

  /** Starts a broker with nothing in it. */
  public static KafkaBroker start() {
    try {
      Path folder = ServerProcess.folder("kafka");
      Map<Door, Integer> ports = new EnumMap<>(Door.class);
      for (Door door : Door.values()) {
        ports.put(door, ServerProcess.freePort());
      }
      var authority = new CertificateAuthority("Kafka's authority");
      certify(authority, folder);
      Files.writeString(
          folder.resolve("server.properties"),
          settings(folder, ports, ServerProcess.freePort()),
          StandardCharsets.ISO_8859_1);
      format(folder);
      return new KafkaBroker(folder, ports, authority, process(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Where clients find its open door, in the form of their {@code bootstrap.servers}. */
  public String address() {
    return address(Door.OPEN);
  }

  /** Where clients find a door. */
  public String address(Door door) {
    return "127.0.0.1:" + ports.get(door);
  }

  /** Who certifies it, and whose certificates it believes. */
  public CertificateAuthority authority() {
    return authority;
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

  private static void certify(CertificateAuthority authority, Path folder) throws IOException {
    Files.writeString(folder.resolve("authority.pem"), authority.pem());
    writeStore(folder.resolve("server.pem"), authority.server());
    writeStore(folder.resolve("misnamed.pem"), authority.caller("kafka", "https://kafka.example"));
  }

  private static void writeStore(Path file, CertificateAuthority.Holder holder) throws IOException {
    Files.writeString(file, holder.keyPem() + holder.certificatePem());
  }

  /** A killed broker may come back only after its session has ended, which is short therefore. */
  private static String settings(Path folder, Map<Door, Integer> ports, int controllerPort) {
    String listeners =
        ports.entrySet().stream()
            .map(port -> port.getKey() + "://127.0.0.1:" + port.getValue())
            .collect(Collectors.joining(","));
    String protocols =
        Stream.of(Door.values())
            .map(door -> door + ":" + door.protocol)
            .collect(Collectors.joining(","));
    return """
        process.roles=broker,controller
        node.id=1
        listeners=%1$s,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=%1$s
        listener.security.protocol.map=%3$s,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=OPEN
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        ssl.keystore.type=PEM
        ssl.keystore.location=%4$s/server.pem
        ssl.truststore.type=PEM
        ssl.truststore.location=%4$s/authority.pem
        listener.name.misnamed.ssl.keystore.type=PEM
        listener.name.misnamed.ssl.keystore.location=%4$s/misnamed.pem
        listener.name.certificate.ssl.client.auth=required
        sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
        listener.name.password.scram-sha-512.sasl.jaas.config=\
          org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.password.plain.sasl.jaas.config=\
          org.apache.kafka.common.security.plain.PlainLoginModule required user_%5$s="%6$s";
        broker.heartbeat.interval.ms=300
        broker.session.timeout.ms=1500
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        log.dirs=%4$s/data
        """
        .formatted(listeners, controllerPort, protocols, folder, USER, PASSWORD);
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
            folder.resolve("server.properties").toString(),
            "--add-scram",
            "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]");
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
