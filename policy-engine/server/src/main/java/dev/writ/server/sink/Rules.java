package dev.writ.server.sink;

import dev.writ.compiler.filter.RecordCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sink must not get. A condition that fails hides: a mask applies then, and a record is not
 * dropped. Thread-safe.
 */
final class Rules {

  private record Mask(List<String> path, RecordCondition condition) {}

  private final @Nullable RecordCondition drop;
  private final List<Mask> masks;

  private Rules(@Nullable RecordCondition drop, List<Mask> masks) {
    this.drop = drop;
    this.masks = masks;
  }

  /**
   * The rules of a sink.
   *
   * @param drop true for records that are not sent, or null to send all
   * @param masks conditions by the path of the member that is left out where they hold
   * @throws IllegalArgumentException if a condition is none
   */
  static Rules of(@Nullable String drop, Map<String, String> masks) {
    List<Mask> all = new ArrayList<>();
    masks.forEach(
        (path, condition) ->
            all.add(new Mask(List.of(path.split("\\.")), RecordCondition.of(condition))));
    return new Rules(drop == null ? null : RecordCondition.of(drop), List.copyOf(all));
  }

  /**
   * What may be sent of a record.
   *
   * @return the very record where that is all, or null where it is nothing
   */
  @Nullable Map<String, Object> apply(Map<String, Object> record) {
    if (drop != null && holds(drop, record, false)) {
      return null;
    }
    Map<String, Object> left = record;
    for (Mask mask : masks) {
      if (holds(mask.condition(), record, true)) {
        left = without(left, mask.path());
      }
    }
    return left;
  }

  private static boolean holds(
      RecordCondition condition, Map<String, Object> record, boolean otherwise) {
    try {
      return condition.holds(record);
    } catch (RecordCondition.Failed e) {
      return otherwise;
    }
  }

  @SuppressWarnings("unchecked") // JSON's names are texts
  private static Map<String, Object> without(Map<String, Object> map, List<String> path) {
    String name = path.getFirst();
    if (!map.containsKey(name)) {
      return map;
    }
    Map<String, Object> copy = new HashMap<>(map);
    if (path.size() == 1) {
      copy.remove(name);
    } else if (map.get(name) instanceof Map<?, ?> inner) {
      copy.put(name, without((Map<String, Object>) inner, path.subList(1, path.size())));
    }
    return copy;
  }
}
