package dev.writ.log.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Files that are derived from the journal: written when the disk lets us, forced later, together.
 */
final class Pending {

  private record Content(Path file, byte[] bytes) {}

  private static final int AT_ONCE = 16;

  private final Disk disk;
  private final Path root;
  private final Deque<Content> unwritten = new ArrayDeque<>();
  private final Set<Path> unforced = new LinkedHashSet<>();

  Pending(Disk disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  void add(Path file, byte[] bytes) {
    unwritten.add(new Content(file, bytes));
  }

  int unwritten() {
    return unwritten.size();
  }

  /** Writes what is not written yet, as far as it goes. */
  void write() throws IOException {
    for (Content next = unwritten.peek(); next != null; next = unwritten.peek()) {
      disk.write(next.file, next.bytes);
      unforced.add(next.file);
      clear(next.file.resolveSibling(next.file.getFileName() + Layout.PARTIAL));
      unwritten.remove();
    }
  }

  /** What was published before a tile was full is its beginning, and needed no longer. */
  private void clear(Path partials) throws IOException {
    if (Files.isDirectory(partials)) {
      try (Stream<Path> files = Files.list(partials)) {
        for (Path file : files.toList()) {
          disk.delete(file);
        }
      }
      disk.delete(partials);
    }
  }

  /** Returns when everything is on disk, each file under its name. */
  void force() throws IOException {
    write();
    forceAll(unforced);
    Set<Path> folders = new HashSet<>();
    for (Path file : unforced) {
      for (Path folder = file.getParent();
          folder != null && folder.startsWith(root) && folders.add(folder);
          folder = folder.getParent()) {}
    }
    forceAll(folders);
    unforced.clear();
  }

  /** Many at once: a file system forces them with far fewer writes than one after the other. */
  private void forceAll(Collection<Path> paths) throws IOException {
    List<Callable<Void>> all = new ArrayList<>();
    for (Path path : paths) {
      all.add(
          () -> {
            disk.force(path);
            return null;
          });
    }
    try (ExecutorService forcing =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("writ-log-forcing-", 0).factory())) {
      for (Future<Void> one : forcing.invokeAll(all)) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were forced to disk", interrupted);
    }
  }
}
