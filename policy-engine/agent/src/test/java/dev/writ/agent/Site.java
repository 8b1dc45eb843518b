package dev.writ.agent;

import dev.writ.agent.config.ConfigReader;
import dev.writ.log.store.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** A folder with what one agent needs, and its settings. */
final class Site {
  private static final long PATIENCE_MILLIS = 60_000;

  final Path folder;
  final Path socket;
  final Path bundle;
  final Bundles bundles = new Bundles();
  final Properties settings = new Properties();
  Clock clock = Clock.systemUTC();
  Disk disk = Disk.local();

  Site(Path folder) throws IOException {
    this.folder = folder;
    socket = folder.resolve("agent.sock");
    bundle = folder.resolve("policies.bundle");
    Path keys = Files.writeString(folder.resolve("keys.pem"), bundles.keys());
    settings.setProperty("data", folder.resolve("data").toString());
    settings.setProperty("socket", socket.toString());
    settings.setProperty("bundle.source", bundle.toUri().toString());
    settings.setProperty("bundle.keys", keys.toString());
    settings.setProperty("bundle.interval", "0.05s");
    settings.setProperty("service", "none");
    settings.setProperty("instance", "test");
  }

  Site with(String key, String value) {
    settings.setProperty(key, value);
    return this;
  }

  /** Puts a bundle where the agent finds it, in one step. */
  Site offer(byte[] bytes) throws IOException {
    Path fresh = Files.write(folder.resolve("policies.fresh"), bytes);
    Files.move(fresh, bundle, StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  Agent start() throws IOException {
    return Agent.start(ConfigReader.of(settings), "test", clock, disk);
  }

  /** Writes the settings down, for an agent that is a process of its own. */
  Path file() throws IOException {
    Path file = folder.resolve("agent.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return file;
  }

  /** Waits until something is so. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
