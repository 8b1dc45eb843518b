package dev.writ.engine.index;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries (numbers of rules or grants) by the permissions they are about. Immutable and
 * thread-safe.
 */
public final class PermissionIndex {
  private final PermissionTrie.Frozen trie;

  private PermissionIndex(PermissionTrie.Frozen trie) {
    this.trie = trie;
  }

  /** What a permission, given by its segments, can meet. */
  public Candidates match(List<String> permission) {
    List<Bucket> buckets = new ArrayList<>();
    trie.match(permission, 0, buckets);
    return new Candidates(buckets);
  }

  /** Gathers entries. */
  public static final class Builder {
    private final PermissionTrie trie = new PermissionTrie();

    /** Adds an entry under each of its patterns. */
    public Builder add(int entry, List<PermissionPattern> permissions, Keys keys) {
      permissions.forEach(pattern -> trie.add(pattern, entry, keys));
      return this;
    }

    public PermissionIndex build() {
      return new PermissionIndex(trie.freeze());
    }
  }
}
