package dev.writ.log.mask;

import dev.writ.log.read.Filter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values are deleted: those that meet all that is not null.
 *
 * @param id of the record
 * @param subject {@code TYPE:ID}, whom the decision was about
 * @param path of the value as policies name it, such as {@code subject.email}; what lies inside it
 *     is meant too
 * @param from the earliest time of the record, inclusive
 * @param to the latest, exclusive
 */
public record Selection(
    @Nullable String id,
    @Nullable String subject,
    @Nullable String path,
    @Nullable Instant from,
    @Nullable Instant to) {
  Filter records() {
    return new Filter(from, to, id, subject, null, null, null, null, null, null);
  }

  /** Whether a disclosure with this path goes: also where it holds the selected path and more. */
  boolean takes(String disclosed) {
    return path == null
        || disclosed.equals(path)
        || disclosed.startsWith(path + ".")
        || path.startsWith(disclosed + ".");
  }

  /** What the record of the redaction says of it; a subject to be forgotten is not named. */
  Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    put(texts, "id", id);
    put(texts, "subject", subject == null ? null : "(not kept)");
    put(texts, "path", path);
    put(texts, "from", from);
    put(texts, "to", to);
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }
}
