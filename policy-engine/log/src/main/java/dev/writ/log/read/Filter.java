package dev.writ.log.read;

import dev.writ.log.store.IndexKeys;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for: those that meet all that is not null.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 * @param subject {@code TYPE:ID}
 * @param resource {@code TYPE:ID}
 * @param decision {@code allow} or {@code deny}
 * @param rule one of the determining rules
 * @param revision the policy set's hash
 */
public record Filter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String id,
    @Nullable String subject,
    @Nullable String resource,
    @Nullable String action,
    @Nullable String peer,
    @Nullable String decision,
    @Nullable String rule,
    @Nullable String revision) {
  /** Everything. */
  public static final Filter ALL =
      new Filter(null, null, null, null, null, null, null, null, null, null);

  /** What is asked for, by name, as a record of reading the log has it. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    put(texts, "from", from);
    put(texts, "to", to);
    put(texts, "id", id);
    put(texts, "subject", subject);
    put(texts, "resource", resource);
    put(texts, "action", action);
    put(texts, "peer", peer);
    put(texts, "decision", decision);
    put(texts, "rule", rule);
    put(texts, "revision", revision);
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }

  /** Whether a record with these keys is asked for. */
  public boolean matches(IndexKeys keys) {
    return (from == null || !keys.time().isBefore(from))
        && (to == null || keys.time().isBefore(to))
        && is(id, keys.id())
        && is(subject, keys.subject())
        && is(resource, keys.resource())
        && is(action, keys.action())
        && is(peer, keys.peer())
        && is(decision, keys.decision())
        && (rule == null || keys.rules().contains(rule))
        && is(revision, keys.revision());
  }

  private static boolean is(@Nullable String asked, @Nullable String key) {
    return asked == null || Objects.equals(asked, key);
  }
}
