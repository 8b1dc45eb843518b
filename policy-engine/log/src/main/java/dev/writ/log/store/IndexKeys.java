package dev.writ.log.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which an entry is found again. The store only passes them on.
 *
 * @param time of the record
 * @param id of the record
 * @param subject whom a decision was about, or null
 * @param resource on what, or null
 * @param action which, or null
 * @param peer who asked, or null
 * @param decision {@code allow} or {@code deny}, or null
 * @param rules that determined it
 * @param revision that decided, or null
 */
public record IndexKeys(
    Instant time,
    String id,
    @Nullable String subject,
    @Nullable String resource,
    @Nullable String action,
    @Nullable String peer,
    @Nullable String decision,
    List<String> rules,
    @Nullable String revision) {

  /** Of an entry that is not looked for. */
  public static final IndexKeys NONE =
      new IndexKeys(Instant.EPOCH, "", null, null, null, null, null, List.of(), null);
}
