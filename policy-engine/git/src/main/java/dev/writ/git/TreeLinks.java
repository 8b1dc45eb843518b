package dev.writ.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Follows symbolic links within a tree of Git, as a file system would within a checkout. */
final class TreeLinks {
  /** As many links as Linux follows on one path. */
  private static final int MOST_LINKS = 40;

  private static final int LONGEST_TARGET = 4096;

  /** Entries looked at for all links of a tree: many links into large folders would take hours. */
  private static final long MOST_WORK = 10_000_000;

  private final ObjectReader objects;
  private final ObjectId tree;
  private long work;

  /** An entry of the tree, by the path from the tree's root, none of whose segments is a link. */
  record Target(List<String> place, FileMode mode, ObjectId id) {
    boolean isFolder() {
      return FileMode.TREE.equals(mode);
    }
  }

  /** Where a link leads. */
  sealed interface Result {}

  /** To an entry that is no link. */
  record Found(Target target) implements Result {}

  /** Out of the tree. */
  record Leaves() implements Result {}

  /** To nothing that can be read. */
  record Nowhere(String why) implements Result {}

  TreeLinks(ObjectReader objects, ObjectId tree) {
    this.objects = objects;
    this.tree = tree;
  }

  /** The entry at a path, or null; no link is followed. */
  @Nullable Target find(List<String> place) throws IOException {
    var target = new Target(List.of(), FileMode.TREE, tree);
    for (String name : place) {
      target = target.isFolder() ? child(target, name) : null;
      if (target == null) {
        return null;
      }
    }
    return target;
  }

  /** Where a link leads to in the end. */
  Result follow(Target link) throws IOException {
    Deque<String> ahead = new ArrayDeque<>();
    Target here = parentOf(link);
    Target next = link;
    for (int links = 0; links < MOST_LINKS && work < MOST_WORK; links++) {
      String target = target(next);
      if (target == null || target.startsWith("/")) {
        return target == null ? new Nowhere("the link is too long") : new Leaves();
      }
      push(target, ahead);
      Step step = walk(here, ahead);
      if (step.end() != null) {
        return step.end();
      }
      here = step.folder();
      next = step.link();
    }
    return new Nowhere("too many links");
  }

  /** How far a walk came: to its end, or to a link in a folder. */
  private record Step(@Nullable Result end, Target folder, Target link) {}

  private Step walk(Target from, Deque<String> ahead) throws IOException {
    Target here = from;
    while (!ahead.isEmpty()) {
      String name = ahead.pop();
      if (name.equals("..") && here.place().isEmpty()) {
        return new Step(new Leaves(), here, here);
      }
      Target next = name.equals("..") ? parentOf(here) : here.isFolder() ? child(here, name) : null;
      if (next == null) {
        return new Step(new Nowhere("it does not exist"), here, here);
      }
      if (FileMode.SYMLINK.equals(next.mode())) {
        return new Step(null, here, next);
      }
      here = next;
    }
    return new Step(new Found(here), here, here);
  }

  private Target parentOf(Target entry) throws IOException {
    List<String> place = entry.place();
    Target parent = find(place.subList(0, place.size() - 1));
    if (parent == null) {
      throw new IOException("the tree changed while it was read");
    }
    return parent;
  }

  private @Nullable Target child(Target folder, String name) throws IOException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (var entries = new CanonicalTreeParser(null, objects, folder.id());
        !entries.eof();
        entries.next()) {
      work++;
      if (TreeNames.is(entries, wanted)) {
        return new Target(
            append(folder.place(), name), entries.getEntryFileMode(), entries.getEntryObjectId());
      }
    }
    return null;
  }

  private @Nullable String target(Target link) throws IOException {
    if (objects.getObjectSize(link.id(), Constants.OBJ_BLOB) > LONGEST_TARGET) {
      return null;
    }
    byte[] bytes = objects.open(link.id(), Constants.OBJ_BLOB).getBytes(LONGEST_TARGET);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Puts a link's segments in front of what is left of the path that led to it. */
  private static void push(String target, Deque<String> ahead) {
    for (String segment : List.of(target.split("/")).reversed()) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        ahead.push(segment);
      }
    }
  }

  static List<String> append(List<String> place, String name) {
    List<String> longer = new ArrayList<>(place);
    longer.add(name);
    return List.copyOf(longer);
  }
}
