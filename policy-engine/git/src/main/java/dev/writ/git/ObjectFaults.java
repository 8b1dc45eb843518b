package dev.writ.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Finds what is malformed or missing among the objects of a commit, as {@code git fsck} would. JGit
 * can check objects while it fetches them, but then fetches no commit without its history.
 */
final class ObjectFaults {
  private static final int MOST_TREES = 1_000_000;

  /** A tree of as many entries as a policy repository may have, with long names. */
  private static final int TREE_BYTES = 32 << 20;

  private static final int COMMIT_BYTES = 1 << 20;

  private final ObjectReader objects;

  /** What old versions of Git wrote is let pass where it does no harm. */
  private final ObjectChecker checker =
      new ObjectChecker().setAllowLeadingZeroFileMode(true).setAllowInvalidPersonIdent(true);

  private final Set<ObjectId> seen = new HashSet<>();
  private final Deque<ObjectId> ahead = new ArrayDeque<>();

  private ObjectFaults(ObjectReader objects) {
    this.objects = objects;
  }

  /** The first fault of a commit, its trees and what they name; empty if there is none. */
  static Optional<String> of(ObjectReader objects, RevCommit commit) throws IOException {
    var faults = new ObjectFaults(objects);
    try {
      faults.check(commit, Constants.OBJ_COMMIT, COMMIT_BYTES);
      faults.trees(commit.getTree().getId());
      return Optional.empty();
    } catch (CorruptObjectException e) {
      return Optional.of("an object of it is malformed: " + e.getMessage());
    } catch (MissingObjectException e) {
      return Optional.of("an object of it is missing: " + e.getObjectId().name());
    } catch (LargeObjectException e) {
      return Optional.of("an object of it is too large");
    }
  }

  private void trees(ObjectId root) throws IOException {
    see(root);
    while (!ahead.isEmpty()) {
      ObjectId tree = ahead.pop();
      entries(tree, check(tree, Constants.OBJ_TREE, TREE_BYTES));
    }
  }

  private byte[] check(ObjectId id, int type, int most) throws IOException {
    byte[] raw = objects.open(id, type).getBytes(most);
    checker.check(id, type, raw);
    return raw;
  }

  private void entries(ObjectId tree, byte[] raw) throws IOException {
    var entries = new CanonicalTreeParser();
    for (entries.reset(raw); !entries.eof(); entries.next()) {
      FileMode mode = entries.getEntryFileMode();
      ObjectId id = entries.getEntryObjectId();
      if (FileMode.TREE.equals(mode)) {
        see(id);
      } else if (!FileMode.GITLINK.equals(mode) && !objects.has(id, Constants.OBJ_BLOB)) {
        throw new MissingObjectException(id, Constants.OBJ_BLOB);
      }
    }
    if (seen.size() > MOST_TREES) {
      throw new CorruptObjectException(tree, "the commit has too many folders");
    }
  }

  private void see(ObjectId tree) {
    if (seen.add(tree)) {
      ahead.push(tree);
    }
  }
}
