package dev.writ.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A collector of OpenTelemetry: the receiver of the OpenTelemetry Collector itself, built by Go
 * once for all builds of a user. It takes logs over OTLP and HTTP on a free port of 127.0.0.1 and
 * tells what it took. It can be killed and come back at the same address, with nothing that it had.
 * For one thread at a time.
 */
public final class Collector implements AutoCloseable {
  private static final List<String> SOURCES = List.of("go.mod", "go.sum", "main.go");
  private static final Path CACHE =
      Path.of(System.getProperty("user.home"), ".cache", "writ", "collector");
  private static final Pattern READY = Pattern.compile("^ready$");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path program;
  private final Path folder;
  private final String receives;
  private final String tells;
  private ServerProcess process;

  private Collector(Path program, Path folder) throws IOException, InterruptedException {
    this.program = program;
    this.folder = folder;
    receives = "127.0.0.1:" + ServerProcess.freePort();
    tells = "127.0.0.1:" + ServerProcess.freePort();
    process = process();
  }

  /** Starts one that takes everything. */
  public static Collector start() {
    try {
      return new Collector(program(), ServerProcess.folder("collector"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Where it takes logs. */
  public URI endpoint() {
    return URI.create("http://" + receives + "/v1/logs");
  }

  /** What it took since it started: a JSON object in OTLP's form for each request. */
  public List<String> requests() {
    return ask("records").lines().toList();
  }

  /** From now on it answers with an error, as where what is behind it fails. */
  public void refuse() {
    ask("refuse");
  }

  /** From now on it takes everything again. */
  public void accept() {
    ask("accept");
  }

  /** Ends it as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    process.close();
  }

  /** Starts it again after {@link #kill}, and returns when it is ready. */
  public void restart() {
    try {
      process = process();
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

  private String ask(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + tells + "/" + path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private ServerProcess process() throws IOException, InterruptedException {
    List<String> command = List.of(program.toString(), receives, tells);
    return ServerProcess.start(command, Map.of(), folder.resolve("collector.log"), READY);
  }

  /** The program that these sources make; builds that want it at the same time wait for one. */
  private static Path program() throws IOException, InterruptedException {
    Path home = Files.createDirectories(CACHE.resolve(digest()));
    Path program = home.resolve("collector");
    try (FileChannel channel =
        FileChannel.open(
            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!Files.exists(program)) {
        build(home, program);
      }
    }
    return program;
  }

  private static void build(Path home, Path program) throws IOException, InterruptedException {
    for (String name : SOURCES) {
      Files.write(home.resolve(name), source(name));
    }
    Path log = home.resolve("build.log");
    Path made = home.resolve("collector.unfinished");
    ProcessBuilder go =
        new ProcessBuilder("go", "build", "-o", made.toString(), ".")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    if (go.start().waitFor() != 0) {
      throw new IOException("Go could not build the collector; see `" + log + "`");
    }
    Files.move(made, program, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String digest() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : SOURCES) {
        digest.update(source(name));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] source(String name) throws IOException {
    try (InputStream in = Collector.class.getResourceAsStream("collector/" + name)) {
      return in.readAllBytes();
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while the collector was asked", e);
  }
}
