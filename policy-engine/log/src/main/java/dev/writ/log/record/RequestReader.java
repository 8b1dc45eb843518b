package dev.writ.log.record;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.AccessRequest.Stored;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import dev.writ.engine.value.EvalError;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what records have of requests and decisions. */
final class RequestReader {
  private RequestReader() {}

  static Decided decided(Members members, String id, Instant time, String instance) {
    var record =
        new DecisionRecord(
            id,
            time,
            instance,
            members.constant("kind", Kind.values()),
            request(members),
            decision(members.object("decision")),
            RecordReader.revision(members),
            Duration.ofNanos(members.integer("latency")),
            members.optionalText("requestId"),
            members.optionalText("traceId"));
    return new Decided(record, ofPolicies(members));
  }

  static Searched searched(Members members, String id, Instant time, String instance) {
    return new Searched(
        id,
        time,
        instance,
        members.constant("target", Target.values()),
        request(members),
        ofPolicies(members),
        members.optionalTexts("considered"),
        members.optionalTexts("found"),
        RecordReader.revision(members),
        Duration.ofNanos(members.integer("latency")),
        members.optionalText("requestId"),
        members.optionalText("traceId"));
  }

  private static boolean ofPolicies(Members members) {
    return members.has("stored") && members.object("stored").text("of").equals("policies");
  }

  private static AccessRequest request(Members members) {
    Members subject = members.object("subject");
    Members action = members.object("action");
    Members resource = members.object("resource");
    return new AccessRequest(
        new Subject(
            subject.text("type"), subject.text("id"), subject.optionalProperties("properties")),
        new Action(action.text("name"), action.optionalProperties("properties")),
        new Resource(
            resource.text("type"), resource.text("id"), resource.optionalProperties("properties")),
        members.optionalProperties("context"),
        members.has("service") ? service(members.object("service")) : null,
        RecordReader.peer(members),
        members.has("token") ? token(members.object("token")) : null,
        members.bool("subjectVerified"),
        members.has("stored") ? stored(members.object("stored")) : null,
        members.time("now"));
  }

  private static Service service(Members members) {
    SpiffeId id = SpiffeId.parse(members.text("id"));
    if (id == null) {
      throw new InvalidRecord("`service.id` of the record is no SPIFFE ID");
    }
    return new Service(id, members.constant("source", Service.Source.values()));
  }

  private static VerifiedToken token(Members members) {
    Members subject = members.object("subject");
    return new VerifiedToken(
        members.text("iss"),
        members.optionalText("kid"),
        members.optionalText("jtiSha256"),
        subject.text("type"),
        subject.text("id"),
        members.optionalProperties("properties"),
        members.optionalProperties("claims"));
  }

  private static Stored stored(Members members) {
    return new Stored(storedEntity(members, "subject"), storedEntity(members, "resource"));
  }

  private static @Nullable Map<String, Object> storedEntity(Members members, String name) {
    return members.has(name) ? members.optionalProperties(name) : null;
  }

  private static Decision decision(Members members) {
    return new Decision(
        members.constant("verdict", Verdict.values()),
        members.optionalTexts("rules"),
        members.optionalText("reason"),
        output(members.optionalProperties("output")),
        members.optionalObjects("errors").stream().map(RequestReader::failure).toList(),
        members.optionalTexts("dropped"));
  }

  /** In place of an output that was deleted stands a map of one unknown value. */
  private static Map<String, Map<String, Object>> output(Map<String, Object> byRule) {
    Map<String, Map<String, Object>> output = new LinkedHashMap<>();
    byRule.forEach(
        (rule, value) -> {
          boolean known = value instanceof Map<?, ?>;
          output.put(
              rule,
              known ? LeafParser.members((Map<?, ?>) value) : Map.of(RecordReader.UNKNOWN, value));
        });
    return output;
  }

  private static Failure failure(Members members) {
    return new Failure(
        members.text("rule"),
        members.text("part"),
        new EvalError(
            members.constant("code", EvalError.Code.values()), members.optionalText("path")));
  }
}
