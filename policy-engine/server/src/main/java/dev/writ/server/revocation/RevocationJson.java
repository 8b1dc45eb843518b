package dev.writ.server.revocation;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The list's one written form: in answers, in the journal and between servers. */
final class RevocationJson {
  private static final String REVOKE = "revoke";
  private static final String REINSTATE = "reinstate";

  private RevocationJson() {}

  static void write(JsonGenerator json, Revocation entry) throws IOException {
    json.writeStartObject();
    write(json, entry.target());
    if (entry.until().isBefore(Instant.MAX)) {
      json.writeStringField("until", entry.until().toString());
    }
    if (entry.issuedBefore() != null) {
      json.writeStringField("issued_before", entry.issuedBefore().toString());
    }
    if (!entry.reason().isEmpty()) {
      json.writeStringField("reason", entry.reason());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Target target) throws IOException {
    json.writeStringField("kind", target.kind().id());
    if (target.issuer() != null) {
      json.writeStringField("issuer", target.issuer());
    }
    json.writeStringField("value", target.value());
  }

  /** A change on one line. */
  static byte[] bytes(Change change) {
    return JsonWriter.bytes(
        json -> {
          json.writeStartObject();
          switch (change) {
            case Revoke revoke -> {
              json.writeFieldName(REVOKE);
              write(json, revoke.entry());
            }
            case Reinstate reinstate -> {
              json.writeObjectFieldStart(REINSTATE);
              write(json, reinstate.target());
              json.writeEndObject();
            }
          }
          json.writeEndObject();
        });
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws InvalidRequest if it is something else
   */
  static Change change(byte[] bytes) {
    Members members = Members.of(StrictJson.readObject(bytes));
    Members revoke = members.optionalObject(REVOKE);
    return revoke == null
        ? new Reinstate(target(members.object(REINSTATE)))
        : new Revoke(
            new Revocation(
                target(revoke),
                time(revoke.text("until")),
                optionalTime(revoke, "issued_before"),
                reason(revoke)));
  }

  private static Target target(Members members) {
    String kind = members.text("kind");
    return new Target(
        Kind.of(kind).orElseThrow(() -> unknown(kind)),
        members.optionalText("issuer"),
        members.text("value"));
  }

  static InvalidRequest unknown(String kind) {
    return new InvalidRequest("`" + kind + "` is none of the kinds jti, sid, sub, subject and key");
  }

  static String reason(Members members) {
    String reason = members.optionalText("reason");
    return reason == null ? "" : reason;
  }

  /** A time that may be absent. */
  static @Nullable Instant optionalTime(Members members, String name) {
    String text = members.optionalText(name);
    return text == null ? null : time(text);
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidRequest("`" + text + "` is no time such as 2026-12-31T00:00:00Z");
    }
  }
}
