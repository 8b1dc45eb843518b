package dev.writ.server.decisions;

import dev.writ.log.store.IndexKeys;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records are looked for; a null asks for nothing.
 *
 * @param from the time of the first record
 * @param to the time before which they all are
 * @param subject as {@code TYPE:ID}
 * @param resource as {@code TYPE:ID}
 * @param action its name
 * @param peer its id
 * @param decision {@code allow} or {@code deny}
 * @param rule the id of one that determined it
 * @param revision the hash of the policies that decided
 */
public record Filter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String subject,
    @Nullable String resource,
    @Nullable String action,
    @Nullable String peer,
    @Nullable String decision,
    @Nullable String rule,
    @Nullable String revision) {

  /** Every record. */
  public static final Filter ALL = new Filter(null, null, null, null, null, null, null, null, null);

  /** Whether a record with these keys is looked for. */
  public boolean matches(IndexKeys keys) {
    return (from == null || !keys.time().isBefore(from))
        && (to == null || keys.time().isBefore(to))
        && is(subject, keys.subject())
        && is(resource, keys.resource())
        && is(action, keys.action())
        && is(peer, keys.peer())
        && is(decision, keys.decision())
        && (rule == null || keys.rules().contains(rule))
        && is(revision, keys.revision());
  }

  private static boolean is(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  /** What is asked for, by the names that people use. */
  public Map<String, String> asked() {
    Map<String, String> asked = new TreeMap<>();
    put(asked, "from", from);
    put(asked, "to", to);
    put(asked, "subject", subject);
    put(asked, "resource", resource);
    put(asked, "action", action);
    put(asked, "peer", peer);
    put(asked, "decision", decision);
    put(asked, "rule", rule);
    put(asked, "revision", revision);
    return asked;
  }

  private static void put(Map<String, String> asked, String name, @Nullable Object value) {
    if (value != null) {
      asked.put(name, value.toString());
    }
  }
}
