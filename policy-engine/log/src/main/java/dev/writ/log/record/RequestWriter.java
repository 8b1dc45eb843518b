package dev.writ.log.record;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.AccessRequest.Stored;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.VerifiedToken;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.Mask.Treatment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what records have of requests and decisions, all but their last members, which every
 * record has. Members stand in the order of their names.
 */
final class RequestWriter {
  private final CanonicalJson json;
  private final ValueWriter values;

  RequestWriter(CanonicalJson json, ValueWriter values) {
    this.json = json;
    this.values = values;
  }

  void decision(Decided decided, Masks masks) {
    DecisionRecord record = decided.decision();
    AccessRequest request = record.request();
    actionAndContext(request, masks);
    decision(record.decision(), masks);
    head(decided);
    json.name("kind");
    json.text(RecordType.id(record.kind()));
    middle(request, record.latency(), masks);
    tail(request, record.requestId(), record.revision(), masks, decided.ofPolicies());
    end(decided, request, record.traceId(), masks);
  }

  void search(Searched searched, Masks masks) {
    AccessRequest request = searched.template();
    action(request, masks);
    values.list("considered", "considered", searched.considered());
    values.section("context", "context", request.context(), masks.context());
    values.list("found", "found", searched.found());
    head(searched);
    middle(request, searched.latency(), masks);
    tail(request, searched.requestId(), searched.revision(), masks, searched.ofPolicies());
    json.name("target");
    json.text(searched.target().id());
    end(searched, request, searched.traceId(), masks);
  }

  private void head(LogRecord record) {
    json.name("id");
    json.text(record.id());
    json.name("instance");
    json.text(record.instance());
  }

  private void actionAndContext(AccessRequest request, Masks masks) {
    action(request, masks);
    values.section("context", "context", request.context(), masks.context());
  }

  private void action(AccessRequest request, Masks masks) {
    json.name("action");
    json.begin('{');
    values.text("name", "action.name", request.action().name());
    values.section("properties", "action", request.action().properties(), masks.action());
    json.end('}');
  }

  private void middle(AccessRequest request, Duration latency, Masks masks) {
    json.name("latency");
    json.number(latency.toNanos());
    json.name("now");
    json.time(request.now());
    RecordWriter.peer(json, values, request.peer());
  }

  private void tail(
      AccessRequest request,
      @Nullable String requestId,
      Revision revision,
      Masks masks,
      boolean ofPolicies) {
    values.text("requestId", "requestId", requestId);
    resource(request, masks);
    RecordWriter.revision(json, revision);
    if (request.service() != null) {
      service(request.service());
    }
    if (request.stored() != null) {
      stored(request, request.stored(), masks, ofPolicies);
    }
    subject(request, masks);
    json.name("subjectVerified");
    json.bool(request.verified());
  }

  private void end(LogRecord record, AccessRequest request, @Nullable String traceId, Masks masks) {
    json.name("time");
    json.time(record.time());
    if (request.token() != null) {
      token(request.token(), masks);
    }
    values.text("traceId", "traceId", traceId);
  }

  private void resource(AccessRequest request, Masks masks) {
    var resource = request.resource();
    json.name("resource");
    json.begin('{');
    id("resource.id", resource.id(), masks.concealsResourceId());
    values.section(
        "properties", "resource", resource.properties(), masks.resource(resource.type()));
    values.text("type", "resource.type", resource.type());
    json.end('}');
  }

  private void subject(AccessRequest request, Masks masks) {
    var subject = request.subject();
    json.name("subject");
    json.begin('{');
    id("subject.id", subject.id(), masks.concealsSubjectId());
    values.section("properties", "subject", subject.properties(), masks.subject(subject.type()));
    values.text("type", "subject.type", subject.type());
    json.end('}');
  }

  private void id(String at, String id, boolean concealed) {
    values.member("id", at, id, concealed ? Treatment.CONCEALED : Treatment.CLEAR, Mask.NONE);
  }

  private void service(Service service) {
    json.name("service");
    json.begin('{');
    values.text("id", "service.id", service.id().toString());
    json.name("source");
    json.text(RecordType.id(service.source()));
    json.end('}');
  }

  /** Unlike other sections an empty one is written: it is stored, and without properties. */
  private void stored(AccessRequest request, Stored stored, Masks masks, boolean ofPolicies) {
    json.name("stored");
    json.begin('{');
    json.name("of");
    json.text(ofPolicies ? "policies" : "source");
    if (stored.resource() != null) {
      Mask mask = masks.resource(request.resource().type());
      values.member("resource", "resource", stored.resource(), Treatment.CLEAR, mask);
    }
    if (stored.subject() != null) {
      Mask mask = masks.subject(request.subject().type());
      values.member("subject", "subject", stored.subject(), Treatment.CLEAR, mask);
    }
    json.end('}');
  }

  private void token(VerifiedToken token, Masks masks) {
    json.name("token");
    json.begin('{');
    values.section("claims", "token", token.claims(), masks.claims());
    values.text("iss", "token.iss", token.issuer());
    values.text("jtiSha256", "token.jti", token.tokenId());
    values.text("kid", "token.kid", token.keyId());
    values.section("properties", "subject", token.properties(), masks.subject(token.subjectType()));
    json.name("subject");
    json.begin('{');
    id("subject.id", token.subjectId(), masks.concealsSubjectId());
    values.text("type", "subject.type", token.subjectType());
    json.end('}');
    json.end('}');
  }

  private void decision(Decision decision, Masks masks) {
    json.name("decision");
    json.begin('{');
    values.list("dropped", "decision.dropped", decision.dropped());
    values.list(
        "errors",
        "decision.errors",
        decision.failures().stream().map(RequestWriter::error).toList());
    values.section("output", "output", Map.copyOf(decision.output()), ofOutputs(masks));
    values.text("reason", "decision.reason", decision.reason());
    values.list("rules", "decision.rules", decision.rules());
    json.name("verdict");
    json.text(RecordType.id(decision.verdict()));
    json.end('}');
  }

  /** An error has a code and a path, never a value. */
  private static Map<String, Object> error(Failure failure) {
    Map<String, Object> error = new HashMap<>();
    error.put("code", failure.error().code().id());
    error.put("part", failure.part());
    error.put("rule", failure.rule());
    if (failure.error().subject() != null) {
      error.put("path", failure.error().subject());
    }
    return error;
  }

  private static Mask ofOutputs(Masks masks) {
    return new Mask() {
      @Override
      public Treatment of(String rule, @Nullable Object value) {
        return masks.concealsOutput(rule) ? Treatment.CONCEALED : Treatment.CLEAR;
      }

      @Override
      public Mask inside(String name) {
        return Mask.NONE;
      }
    };
  }
}
