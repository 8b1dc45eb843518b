package dev.writ.agent.revoke;

import dev.writ.agent.decide.Call.RevokedSubjects;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.request.Subject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Revoked subjects, as {@code type:id}, each with the end of its revocation. What else is revoked
 * concerns tokens, which the agent does not verify. Readers take the list without a lock.
 */
public final class RevocationList implements RevokedSubjects {
  private static final String SUBJECT = "subject";

  private volatile Map<String, Instant> until = Map.of();

  @Override
  public boolean contains(Subject subject, Instant now) {
    Map<String, Instant> list = until;
    Instant end = list.isEmpty() ? null : list.get(subject.type() + ":" + subject.id());
    return end != null && now.isBefore(end);
  }

  /** How many subjects are revoked. */
  public int size() {
    return until.size();
  }

  /**
   * Takes up the body of {@code GET /v1/revocations}.
   *
   * @throws InvalidRequest if it is anything else; the list stays as it was
   */
  void replace(byte[] json) {
    Map<String, Instant> fresh = new HashMap<>();
    List<?> entries = Members.of(StrictJson.readObject(json)).list("revocations");
    for (int at = 0; at < entries.size(); at++) {
      add(fresh, "revocations[" + at + "]", entries.get(at));
    }
    until = fresh;
  }

  private static void add(Map<String, Instant> list, String path, @Nullable Object entry) {
    if (!(entry instanceof Map<?, ?> members)) {
      throw new InvalidRequest("`" + path + "` is not an object");
    }
    var revocation = new Members(path, Members.map(members));
    if (revocation.text("kind").equals(SUBJECT)) {
      list.merge(revocation.text("value"), end(revocation), (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  private static Instant end(Members revocation) {
    String text = revocation.optionalText("until");
    try {
      return text == null ? Instant.MAX : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidRequest("`" + revocation.pathOf("until") + "` is no time");
    }
  }
}
