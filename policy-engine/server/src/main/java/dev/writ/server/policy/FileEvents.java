package dev.writ.server.policy;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Waits for something to happen in a set of folders. It only ever shortens a wait: whoever waits
 * looks for himself afterwards, so that an event that the system drops costs time and nothing else.
 * For one thread.
 */
final class FileEvents implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FileEvents.class);

  private final WatchService events;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean complete = true;

  FileEvents(Path root) throws IOException {
    events = root.getFileSystem().newWatchService();
  }

  /** Watches exactly these folders from now on, as far as the system lets us. */
  void watch(Set<Path> folders) {
    keys.entrySet()
        .removeIf(entry -> !folders.contains(entry.getKey()) && cancel(entry.getValue()));
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        register(folder);
      }
    }
  }

  /** Returns after an event in a watched folder, or at the latest after {@code timeout}. */
  void await(Duration timeout) throws InterruptedException {
    WatchKey key = events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    while (key != null) {
      key.pollEvents();
      if (!key.reset()) {
        keys.values().remove(key);
      }
      key = events.poll();
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
  }

  private void register(Path folder) {
    try {
      keys.put(
          folder,
          folder.register(
              events,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException | ClosedWatchServiceException e) {
      if (complete) {
        LOG.warnf(
            "no file events for `%s`, so edits are found by polling: %s", folder, e.getMessage());
      }
      complete = false;
    }
  }

  private static boolean cancel(WatchKey key) {
    key.cancel();
    return true;
  }
}
