package dev.writ.engine.index;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Permission patterns by segment. A look-up follows the literal segment and the wildcard, so it
 * costs what the patterns that match share of the tree, not what there are.
 */
final class PermissionTrie {
  private final Map<String, PermissionTrie> literal = new HashMap<>();
  private @Nullable PermissionTrie any;

  /** Entries whose pattern ends here. */
  private Bucket.@Nullable Builder here;

  /** Entries whose pattern ends in a wildcard here: one segment or more must follow. */
  private Bucket.@Nullable Builder rest;

  void add(PermissionPattern pattern, int entry, Keys keys) {
    PermissionTrie node = this;
    List<String> segments = pattern.segments();
    int last = segments.size() - 1;
    for (String segment : segments.subList(0, last)) {
      node = node.child(segment);
    }
    if (segments.get(last).equals(PermissionPattern.ANY)) {
      node.rest = node.rest == null ? new Bucket.Builder() : node.rest;
      node.rest.add(entry, keys);
    } else {
      PermissionTrie end = node.child(segments.get(last));
      end.here = end.here == null ? new Bucket.Builder() : end.here;
      end.here.add(entry, keys);
    }
  }

  private PermissionTrie child(String segment) {
    if (segment.equals(PermissionPattern.ANY)) {
      any = any == null ? new PermissionTrie() : any;
      return any;
    }
    return literal.computeIfAbsent(segment, s -> new PermissionTrie());
  }

  /** The trie with its buckets built, ready to be asked from many threads. */
  Frozen freeze() {
    Map<String, Frozen> children = HashMap.newHashMap(literal.size());
    literal.forEach((segment, child) -> children.put(segment, child.freeze()));
    return new Frozen(
        Map.copyOf(children),
        any == null ? null : any.freeze(),
        here == null ? null : here.build(),
        rest == null ? null : rest.build());
  }

  record Frozen(
      Map<String, Frozen> literal,
      @Nullable Frozen any,
      @Nullable Bucket here,
      @Nullable Bucket rest) {

    /** Adds the buckets whose pattern matches a permission's segments from {@code from} on. */
    void match(List<String> permission, int from, List<Bucket> into) {
      if (from == permission.size()) {
        if (here != null) {
          into.add(here);
        }
        return;
      }
      if (rest != null) {
        into.add(rest);
      }
      Frozen child = literal.get(permission.get(from));
      if (child != null) {
        child.match(permission, from + 1, into);
      }
      if (any != null) {
        any.match(permission, from + 1, into);
      }
    }
  }
}
