package dev.writ.compiler.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a policy repository from a directory. Symbolic links are followed as long as they stay
 * within the root and do not lead back to a folder they are in; what cannot be read becomes a
 * problem of the snapshot.
 */
public final class RepositoryReader {

  private final Path root;
  private final SnapshotBuilder snapshot = new SnapshotBuilder();
  private final Set<Path> open = new HashSet<>();
  private int entries;

  private RepositoryReader(Path root) {
    this.root = root;
  }

  /** The content of the directory as it is now; with a problem if there is no such directory. */
  public static RepositorySnapshot read(Path directory) {
    RepositoryReader reader;
    try {
      reader = new RepositoryReader(directory.toRealPath());
      reader.folder(reader.root, "", 0);
    } catch (IOException e) {
      reader = new RepositoryReader(directory);
      reader.snapshot.error(
          "unreadable-file", ".", "cannot read the repository's folder: " + why(e));
    }
    return reader.snapshot.build();
  }

  private void folder(Path folder, String path, int depth) throws IOException {
    if (depth > RepositoryLimits.DEPTH) {
      snapshot.error("repository-too-large", path, "folders are nested more than 32 levels deep");
      return;
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    open.add(folder);
    for (Path child : children) {
      String name = child.getFileName().toString();
      child(child, path.isEmpty() ? name : path + "/" + name, depth);
    }
    open.remove(folder);
  }

  private void child(Path child, String path, int depth) {
    if (child.getFileName().toString().startsWith(".")) {
      hidden(child, path);
      return;
    }
    try {
      countEntry();
      Path real = child.toRealPath();
      if (!real.startsWith(root)) {
        snapshot.warning(
            "link-leaves-root", path, "a link that leaves the repository, so it is ignored");
      } else if (Files.isDirectory(real)) {
        subfolder(real, path, depth);
      } else {
        file(real, path);
      }
    } catch (IOException e) {
      snapshot.error("unreadable-file", path, "cannot read this: " + why(e));
    }
  }

  private void subfolder(Path real, String path, int depth) throws IOException {
    if (open.contains(real)) {
      snapshot.warning("link-leads-back", path, "a link to a folder it is in, so it is ignored");
    } else {
      folder(real, path, depth + 1);
    }
  }

  private void file(Path real, String path) throws IOException {
    if (!SnapshotBuilder.isPolicyFile(path)) {
      return;
    }
    if (!Files.isRegularFile(real)) {
      throw new FileSystemException(path, null, "not a regular file");
    }
    try (InputStream in = Files.newInputStream(real)) {
      snapshot.add(path, in.readNBytes(RepositoryLimits.FILE_BYTES + 1));
    }
  }

  /**
   * Says so where policy may have been meant. Version control and the folders in which Kubernetes
   * keeps mounted files are hidden in the ordinary course of things.
   */
  private void hidden(Path child, String path) {
    String name = child.getFileName().toString();
    boolean ordinary = name.equals(".git") || name.startsWith("..");
    if (!ordinary && (SnapshotBuilder.isPolicyFile(name) || Files.isDirectory(child))) {
      snapshot.hidden(path);
    }
  }

  /** Bounds the walk, also where links within the root multiply the ways through it. */
  private void countEntry() throws IOException {
    if (++entries > RepositoryLimits.ENTRIES) {
      String limit = "more than %,d files and folders".formatted(RepositoryLimits.ENTRIES);
      throw new FileSystemException(root.toString(), null, limit);
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "it does not exist";
      case AccessDeniedException denied -> "permission denied";
      case NotDirectoryException file -> "it is not a folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> "reading failed";
    };
  }
}
