package dev.writ.engine.index;

import dev.writ.engine.pattern.SubjectPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries that share a permission pattern, split by what else they demand, so that ten thousand
 * entries for ten thousand roles cost a request only those of its own roles.
 */
final class Bucket {
  private static final int[] NONE = {};

  private final int[] anybody;
  private final int[] roles;
  private final int[][] byRole;
  private final Map<String, Map<String, int[]>> bySubject;
  private final Map<String, int[]> byService;

  private Bucket(Builder builder) {
    anybody = ints(builder.anybody);
    roles = builder.byRole.keySet().stream().mapToInt(Integer::intValue).toArray();
    byRole = builder.byRole.values().stream().map(Bucket::ints).toArray(int[][]::new);
    Map<String, Map<String, int[]>> subjects = new HashMap<>();
    builder.bySubject.forEach((type, ids) -> subjects.put(type, frozen(ids)));
    bySubject = Map.copyOf(subjects);
    byService = frozen(builder.byService);
  }

  /** Adds the entries that can matter to an asker; repeats are possible. */
  void collect(Asker asker, IntBuffer into) {
    into.addAll(anybody);
    if (asker.rolesUnknown()) {
      for (int[] entries : byRole) {
        into.addAll(entries);
      }
    } else if (roles.length > 0) {
      collectByRole(asker.heldRoles(), into);
    }
    collectBySubject(asker, into);
    collectByService(asker, into);
  }

  private void collectByRole(IntBuffer held, IntBuffer into) {
    for (int i = 0; i < held.size(); i++) {
      int at = Arrays.binarySearch(roles, held.get(i));
      if (at >= 0) {
        into.addAll(byRole[at]);
      }
    }
  }

  private void collectBySubject(Asker asker, IntBuffer into) {
    if (!bySubject.isEmpty()) {
      Map<String, int[]> ids = bySubject.get(asker.subjectType());
      addIfPresent(ids == null ? null : ids.get(asker.subjectId()), into);
    }
  }

  private void collectByService(Asker asker, IntBuffer into) {
    if (!byService.isEmpty()) {
      String service = asker.serviceId();
      addIfPresent(service == null ? null : byService.get(service), into);
    }
  }

  private static void addIfPresent(int @Nullable [] entries, IntBuffer into) {
    if (entries != null) {
      into.addAll(entries);
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.isEmpty() ? NONE : list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Map<String, int[]> frozen(Map<String, List<Integer>> lists) {
    Map<String, int[]> arrays = HashMap.newHashMap(lists.size());
    lists.forEach((key, list) -> arrays.put(key, ints(list)));
    return Map.copyOf(arrays); // most are empty, and the empty map is one object
  }

  /** Gathers the entries of a bucket. */
  static final class Builder {
    private final List<Integer> anybody = new ArrayList<>();
    private final Map<Integer, List<Integer>> byRole = new TreeMap<>();
    private final Map<String, Map<String, List<Integer>>> bySubject = new HashMap<>();
    private final Map<String, List<Integer>> byService = new HashMap<>();

    void add(int entry, Keys keys) {
      if (keys.equals(Keys.ANYBODY)) {
        anybody.add(entry);
      }
      keys.roles().forEach(role -> put(byRole, role, entry));
      for (SubjectPattern.One one : keys.subjects()) {
        put(bySubject.computeIfAbsent(one.type(), t -> new HashMap<>()), one.id(), entry);
      }
      keys.services().forEach(service -> put(byService, service, entry));
    }

    private static <K> void put(Map<K, List<Integer>> lists, K key, int entry) {
      lists.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
    }

    Bucket build() {
      return new Bucket(this);
    }
  }
}
