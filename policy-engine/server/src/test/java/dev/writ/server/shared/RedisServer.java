package dev.writ.server.shared;

import dev.writ.server.config.RedisConfig;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A Redis of this machine on a free port, that can go away and come back empty. */
public final class RedisServer implements AutoCloseable {
  private final int port;
  private Process process;

  public RedisServer() {
    port = freePort();
    start();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, with nothing in it; returns when it takes connections. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no")
              .redirectErrorStream(true)
              .start();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server cannot be started: is it installed?", e);
    }
  }

  /** What it says afterwards is little, and fits the pipe. */
  private void awaitReady() throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("Ready to accept connections")) {
        return;
      }
    }
    throw new IOException("redis-server ended before it was ready");
  }

  /** Ends it as a failure does. */
  public void stop() {
    process.destroyForcibly().onExit().join();
  }

  /** A client of it, with a name space of its own. */
  public Redis client(String prefix) {
    return new Redis(config("redis://127.0.0.1:" + port, prefix), Secrets.inFiles());
  }

  /** The same with more configuration. */
  Redis client(Map<String, ?> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of("writ.redis.url", "redis://127.0.0.1:" + port, "writ.redis.timeout", "20s"));
    settings.forEach((key, value) -> all.put(key, value.toString()));
    return new Redis(config(all), Secrets.inFiles());
  }

  /** The configuration of a server; without an address, of one that is alone. */
  public static RedisConfig config(String url, String prefix) {
    return config(
        Map.of("writ.redis.url", url, "writ.redis.prefix", prefix, "writ.redis.timeout", "20s"));
  }

  private static RedisConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(RedisConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(RedisConfig.class);
  }

  @Override
  public void close() {
    stop();
  }
}
