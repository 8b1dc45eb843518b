package dev.writ.git;

import dev.writ.compiler.repository.RepositoryLimits;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.compiler.repository.SnapshotBuilder;
import dev.writ.git.TreeLinks.Target;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Reads a policy repository from a tree of Git, under the same rules as from a folder: links are
 * followed within the root, limits apply, and what cannot be read becomes a problem. Nothing is
 * written to disk, so no name or link of a tree can reach anything outside of it.
 */
final class TreeReader {
  private final ObjectReader objects;
  private final TreeLinks links;
  private final List<String> root;
  private final SnapshotBuilder snapshot = new SnapshotBuilder();
  private final Set<List<String>> open = new HashSet<>();
  private int entries;

  private TreeReader(ObjectReader objects, ObjectId tree, List<String> root) {
    this.objects = objects;
    this.links = new TreeLinks(objects, tree);
    this.root = root;
  }

  /**
   * The policy files of a folder of a tree.
   *
   * @param tree the commit's
   * @param root the segments of the folder
   */
  static RepositorySnapshot read(ObjectReader objects, ObjectId tree, List<String> root)
      throws IOException {
    var reader = new TreeReader(objects, tree, root);
    Target folder = reader.links.find(root);
    if (folder == null || !folder.isFolder()) {
      reader.snapshot.error(
          "unreadable-file", ".", "the commit has no folder `" + String.join("/", root) + "`");
    } else {
      reader.folder(new Target(root, folder.mode(), folder.id()), "", 0);
    }
    return reader.snapshot.build();
  }

  private void folder(Target folder, String path, int depth) throws IOException {
    if (depth > RepositoryLimits.DEPTH) {
      snapshot.error("repository-too-large", path, "folders are nested more than 32 levels deep");
      return;
    }
    open.add(folder.place());
    var children = new CanonicalTreeParser(null, objects, folder.id());
    for (; !children.eof() && entries <= RepositoryLimits.ENTRIES; children.next()) {
      String name = TreeNames.read(children);
      if (++entries > RepositoryLimits.ENTRIES) {
        tooManyEntries(path.isEmpty() ? "." : path);
      } else if (name == null) {
        nameless(path);
      } else {
        child(
            child(folder, children, name), name, path.isEmpty() ? name : path + "/" + name, depth);
      }
    }
    open.remove(folder.place());
  }

  private static Target child(Target folder, CanonicalTreeParser entry, String name) {
    return new Target(
        TreeLinks.append(folder.place(), name), entry.getEntryFileMode(), entry.getEntryObjectId());
  }

  private void nameless(String path) {
    snapshot.error(
        "unreadable-file",
        path.isEmpty() ? "." : path,
        "a name in this folder is not UTF-8 or has control characters: rename it");
  }

  private void child(Target child, String name, String path, int depth) throws IOException {
    if (name.startsWith(".")) {
      hidden(child, name, path);
    } else if (FileMode.SYMLINK.equals(child.mode())) {
      link(child, path, depth);
    } else {
      entry(child, path, depth);
    }
  }

  private void link(Target link, String path, int depth) throws IOException {
    switch (links.follow(link)) {
      case TreeLinks.Found found when !isInRoot(found.target()) -> leaves(path);
      case TreeLinks.Found found -> entry(found.target(), path, depth);
      case TreeLinks.Leaves leaves -> leaves(path);
      case TreeLinks.Nowhere nowhere ->
          snapshot.error("unreadable-file", path, "cannot read this: " + nowhere.why());
    }
  }

  private void entry(Target entry, String path, int depth) throws IOException {
    if (FileMode.GITLINK.equals(entry.mode())) {
      snapshot.error(
          "unreadable-file", path, "a submodule is not read: put the policies into the repository");
    } else if (!entry.isFolder()) {
      file(entry, path);
    } else if (open.contains(entry.place())) {
      snapshot.warning("link-leads-back", path, "a link to a folder it is in, so it is ignored");
    } else {
      folder(entry, path, depth + 1);
    }
  }

  /** The size is asked for first: a huge object is never loaded. */
  private void file(Target file, String path) throws IOException {
    if (!SnapshotBuilder.isPolicyFile(path)) {
      return;
    }
    if (objects.getObjectSize(file.id(), Constants.OBJ_BLOB) > RepositoryLimits.FILE_BYTES) {
      snapshot.tooLarge(path);
    } else {
      snapshot.add(
          path, objects.open(file.id(), Constants.OBJ_BLOB).getBytes(RepositoryLimits.FILE_BYTES));
    }
  }

  private void hidden(Target child, String name, String path) {
    boolean ordinary = name.equals(".git") || name.startsWith("..");
    if (!ordinary && (SnapshotBuilder.isPolicyFile(name) || child.isFolder())) {
      snapshot.hidden(path);
    }
  }

  private void leaves(String path) {
    snapshot.warning(
        "link-leaves-root", path, "a link that leaves the repository, so it is ignored");
  }

  private void tooManyEntries(String path) {
    snapshot.error(
        "repository-too-large",
        path,
        "the repository has more than %,d files and folders".formatted(RepositoryLimits.ENTRIES));
  }

  private boolean isInRoot(Target target) {
    List<String> place = target.place();
    return place.size() >= root.size() && place.subList(0, root.size()).equals(root);
  }
}
