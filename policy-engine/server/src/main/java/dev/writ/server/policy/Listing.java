package dev.writ.server.policy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a folder looked like at one moment, without its contents: cheap to take, and different after
 * every edit.
 *
 * @param files the policy files, those that links lead to included
 * @param folders all folders in it, itself included
 */
record Listing(Map<Path, Stamp> files, Set<Path> folders) {
  private static final int MAX_DEPTH = 64;

  /**
   * What an edit of a file changes.
   *
   * @param file the file's identity on its volume (the inode), or null where there is none: a file
   *     that is replaced by another of the same size and time has another one
   */
  record Stamp(long size, FileTime modified, @Nullable Object file) {
    private static final Stamp UNREADABLE = new Stamp(-1, FileTime.fromMillis(0), null);
  }

  /** Lists a folder; what cannot be read is listed as such. */
  static Listing of(Path root) {
    var visitor = new Visitor(root);
    try {
      var options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
      Files.walkFileTree(root, options, MAX_DEPTH, visitor);
    } catch (IOException e) {
      visitor.files.put(root, Stamp.UNREADABLE);
    }
    return new Listing(visitor.files, visitor.folders);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<Path, Stamp> files = new HashMap<>();
    private final Set<Path> folders = new HashSet<>();

    private Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && isHidden(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isPolicyFile(file)) {
        files.put(
            file,
            new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      files.put(file, Stamp.UNREADABLE);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
      if (problem != null) {
        files.put(folder, Stamp.UNREADABLE);
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    private static boolean isPolicyFile(Path path) {
      String name = path.getFileName().toString();
      return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
  }
}
