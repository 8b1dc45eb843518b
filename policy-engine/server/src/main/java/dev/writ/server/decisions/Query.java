package dev.writ.server.decisions;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.log.read.Filter;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a URL asks for.
 *
 * @param cursor where to go on, or null for the first page
 * @param limit the most records
 */
record Query(Filter filter, @Nullable String cursor, int limit) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;
  private static final Set<String> NAMES =
      Set.of(
          "from",
          "to",
          "subject",
          "resource",
          "action",
          "peer",
          "decision",
          "rule",
          "revision",
          "cursor",
          "limit");

  /**
   * Reads a query.
   *
   * @throws InvalidRequest if it has a parameter that there is not, or one twice or malformed
   */
  static Query of(MultiMap parameters) {
    for (Map.Entry<String, String> parameter : parameters) {
      if (!NAMES.contains(parameter.getKey()) || parameters.getAll(parameter.getKey()).size() > 1) {
        throw new InvalidRequest(
            "`" + parameter.getKey() + "` is no parameter, or is there twice: see /q/openapi");
      }
    }
    var filter =
        new Filter(
            time(parameters, "from"),
            time(parameters, "to"),
            null,
            parameters.get("subject"),
            parameters.get("resource"),
            parameters.get("action"),
            parameters.get("peer"),
            parameters.get("decision"),
            parameters.get("rule"),
            parameters.get("revision"));
    long limit = Math.clamp(number(parameters, "limit", DEFAULT_LIMIT), 1, MOST);
    return new Query(filter, parameters.get("cursor"), (int) limit);
  }

  private static @Nullable Instant time(MultiMap parameters, String name) {
    String text = parameters.get(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidRequest("`" + name + "` must be a time such as 2026-03-04T10:00:00Z");
    }
  }

  private static long number(MultiMap parameters, String name, long otherwise) {
    String text = parameters.get(name);
    try {
      return text == null ? otherwise : Long.parseUnsignedLong(text) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new InvalidRequest("`" + name + "` must be a whole number");
    }
  }
}
