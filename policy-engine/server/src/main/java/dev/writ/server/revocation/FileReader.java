package dev.writ.server.revocation;

import dev.writ.server.revocation.Revocation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file of revocations:
 *
 * <pre>
 * revocations:
 *   - key: payments-2025
 *     reason: laptop lost
 *   - sub: 7d1c
 *     issuer: https://idp.example
 *     until: 2027-01-01T00:00:00Z
 *     issued_before: 2026-11-01T12:00:00Z
 * </pre>
 *
 * An entry without {@code until} holds as long as it stands there. Nothing is skipped: one mistake
 * makes the file invalid.
 */
final class FileReader {
  private static final int MOST_CHARACTERS = 8 * 1024 * 1024;
  private static final Set<String> OTHERS = Set.of("issuer", "until", "issued_before", "reason");

  private FileReader() {}

  /**
   * The entries of a file.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Map<Target, Revocation> read(String yaml) {
    Object root = load(yaml);
    if (!(root instanceof Map<?, ?> map)
        || !map.keySet().equals(Set.of("revocations"))
        || !(map.get("revocations") instanceof List<?> list)) {
      throw new IllegalArgumentException("it must have one key, `revocations`, with a list");
    }
    Map<Target, Revocation> entries = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      Revocation entry = entry(list.get(i), "entry " + (i + 1));
      if (entries.put(entry.target(), entry) != null) {
        throw new IllegalArgumentException("entry " + (i + 1) + " is there twice");
      }
    }
    return entries;
  }

  private static @Nullable Object load(String yaml) {
    try {
      return new Load(
              LoadSettings.builder()
                  .setAllowDuplicateKeys(false)
                  .setMaxAliasesForCollections(0)
                  .setCodePointLimit(MOST_CHARACTERS)
                  .build())
          .loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("it is not YAML: " + e.getMessage(), e);
    }
  }

  private static Revocation entry(@Nullable Object node, String where) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + " is not a list of keys and values");
    }
    String until = text(map, "until", where);
    String before = text(map, "issued_before", where);
    String reason = text(map, "reason", where);
    return new Revocation(
        target(map, where),
        until == null ? Instant.MAX : time(until, where),
        before == null ? null : time(before, where),
        reason == null ? "" : reason);
  }

  private static Target target(Map<?, ?> map, String where) {
    List<String> kinds =
        map.keySet().stream().map(String::valueOf).filter(key -> !OTHERS.contains(key)).toList();
    if (kinds.size() != 1) {
      throw new IllegalArgumentException(
          where + " must have exactly one of jti, sid, sub, subject and key");
    }
    String name = kinds.getFirst();
    Kind kind =
        Kind.of(name)
            .orElseThrow(
                () -> new IllegalArgumentException(where + " has an unknown key `" + name + "`"));
    String value = text(map, name, where);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(where + " has no value for `" + name + "`");
    }
    return new Target(kind, text(map, "issuer", where), value);
  }

  /** An unquoted number would be another text than the one that was meant. */
  private static @Nullable String text(Map<?, ?> map, String key, String where) {
    Object value = map.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException(where + ": put the value of `" + key + "` in quotes");
  }

  private static Instant time(String text, String where) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          where + ": `" + text + "` is no time such as 2026-12-31T00:00:00Z", e);
    }
  }
}
