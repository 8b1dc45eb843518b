package dev.writ.engine.program;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All schemas of a policy set, united. A null section is one that no schema declares: it stays
 * dynamic.
 *
 * @param subjects shapes by subject type, or null
 * @param resources shapes by resource type, or null
 * @param actions declared permissions by resource type; a type that is absent declares none
 * @param context the shape of the context, or null
 */
public record Schema(
    @Nullable Map<String, Shape> subjects,
    @Nullable Map<String, Shape> resources,
    Map<String, List<PermissionPattern>> actions,
    @Nullable Shape context) {
  /** The schema of a policy set without one. */
  public static final Schema NONE = new Schema(null, null, Map.of(), null);

  public Schema {
    subjects = subjects == null ? null : sorted(subjects);
    resources = resources == null ? null : sorted(resources);
    actions = sorted(actions);
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
