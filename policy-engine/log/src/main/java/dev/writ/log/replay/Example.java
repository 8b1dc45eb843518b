package dev.writ.log.replay;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.request.AccessRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One logged decision that would be another, or cannot be decided.
 *
 * @param index of the record in the log
 * @param id of the record
 * @param subject {@code TYPE:ID}
 * @param resource {@code TYPE:ID}
 * @param before what was decided
 * @param after what would be
 */
public record Example(
    long index,
    String id,
    Instant time,
    String subject,
    String action,
    String resource,
    Side before,
    Side after) {

  /**
   * A decision in short.
   *
   * @param verdict {@code allow}, {@code deny} or {@code undecidable}
   * @param errors {@code RULE.PART: CODE} of what failed
   */
  public record Side(
      String verdict, List<String> rules, @Nullable String reason, List<String> errors) {
    static Side of(Decision decision) {
      return new Side(
          decision.verdict().name().toLowerCase(Locale.ROOT),
          decision.rules(),
          decision.reason(),
          decision.failures().stream().map(Side::error).toList());
    }

    private static String error(Failure failure) {
      return failure.rule() + "." + failure.part() + ": " + failure.error().code().id();
    }
  }

  static Example of(
      long index, String id, Instant time, AccessRequest request, Decision before, Decision after) {
    return new Example(
        index,
        id,
        time,
        request.subject().type() + ":" + request.subject().id(),
        request.action().name(),
        request.resource().type() + ":" + request.resource().id(),
        Side.of(before),
        Side.of(after));
  }
}
