package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Target;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.server.config.WritConfig.DecisionLog.Form;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What OCSF 1.5.0 demands of an event of the class API Activity, and where it wants what. */
class ApiActivityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-03-04T10:00:00.123456789Z");
  private static final Revision REVISION = new Revision("ab".repeat(32), "cd".repeat(20));
  private static final Set<String> REQUIRED =
      Set.of(
          "activity_id",
          "actor",
          "api",
          "category_uid",
          "class_uid",
          "metadata",
          "severity_id",
          "src_endpoint",
          "time",
          "type_uid");

  static Stream<LogRecord> records() {
    return Stream.of(
        decided(Verdict.ALLOW),
        decided(Verdict.DENY),
        new LogRecord.Searched(
            "id",
            TIME,
            "pdp-1",
            Target.RESOURCE,
            request(),
            true,
            List.of("1", "2"),
            List.of("1"),
            REVISION,
            Duration.ofMillis(1),
            null,
            null),
        new LogRecord.Started("id", TIME, "pdp-1", "0.1.0", Map.of("writ.peers.a", "changed")),
        new LogRecord.Stopped("id", TIME, "pdp-1"),
        new LogRecord.PolicyLoaded("id", TIME, "pdp-1", "shop", REVISION),
        new LogRecord.PolicyRejected("id", TIME, "pdp-1", null, 3),
        new LogRecord.ConfigurationChanged("id", TIME, "pdp-1", List.of("writ.peers.a")),
        new LogRecord.Gap("id", TIME, "pdp-1", 7L, "queue-full"),
        new LogRecord.LogRead("id", TIME, "pdp-1", Peer.LOCAL, Map.of("subject", "user:alice"), 2),
        new LogRecord.Redacted("id", TIME, "pdp-1", "privacy", Map.of(), List.of()),
        new LogRecord.Pruned("id", TIME, "pdp-1", true, 0, 256),
        new LogRecord.Refused("id", TIME, "pdp-1", null, 401, "no-credentials", "/access"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyKindOfRecordHasWhatTheClassRequires(LogRecord record) throws IOException {
    JsonNode event = event(record, Masks.NONE);
    Set<String> names = new TreeSet<>();
    event.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsAll(REQUIRED);
    assertThat(event.get("class_uid").intValue()).isEqualTo(6003);
    assertThat(event.get("type_uid").intValue())
        .isEqualTo(6003 * 100 + event.get("activity_id").intValue());
    assertThat(event.get("time").longValue()).isEqualTo(TIME.toEpochMilli());
    assertThat(event.at("/metadata/version").textValue()).isEqualTo("1.5.0");
    assertThat(event.at("/metadata/uid").textValue()).isEqualTo("id");
    assertThat(event.at("/actor/app_name").textValue()).isNotEmpty();
    assertThat(event.at("/api/operation").textValue()).isNotEmpty();
    assertThat(event.at("/unmapped/id").textValue()).isEqualTo("id");
  }

  @Test
  void aDecisionSaysWhoDidWhatToWhatAndHowItCameOut() throws IOException {
    JsonNode denied = event(decided(Verdict.DENY), Masks.NONE);
    assertThat(denied.at("/actor/user/uid").textValue()).isEqualTo("alice");
    assertThat(denied.at("/api/operation").textValue()).isEqualTo("cancel");
    assertThat(denied.at("/resources/0/uid").textValue()).isEqualTo("o1");
    assertThat(denied.get("action").textValue()).isEqualTo("Denied");
    assertThat(denied.get("action_id").intValue()).isEqualTo(2);
    assertThat(denied.get("status_id").intValue()).isEqualTo(2);
    assertThat(denied.get("severity_id").intValue()).isEqualTo(2);
    JsonNode allowed = event(decided(Verdict.ALLOW), Masks.NONE);
    assertThat(allowed.get("action_id").intValue()).isEqualTo(1);
    assertThat(allowed.get("severity_id").intValue()).isEqualTo(1);
  }

  @Test
  void whatIsNoDecisionCameOutInNoWay() throws IOException {
    JsonNode stopped = event(new LogRecord.Stopped("id", TIME, "pdp-1"), Masks.NONE);
    assertThat(stopped.has("action_id")).isFalse();
    assertThat(stopped.get("severity_id").intValue()).isEqualTo(1);
  }

  @Test
  void whatIsConcealedIsNoUser() throws IOException {
    JsonNode event = event(decided(Verdict.ALLOW), Masks.ALL);
    assertThat(event.at("/actor/user").isMissingNode()).isTrue();
    assertThat(event.toString()).doesNotContain("alice");
  }

  private static JsonNode event(LogRecord record, Masks masks) throws IOException {
    var messages = new Messages(Rules.of(null, Map.of()), Form.OCSF);
    Message message = messages.of(new RecordWriter().write(record, masks).leaf());
    return JSON.readTree(message.content());
  }

  private static LogRecord decided(Verdict verdict) {
    var decision =
        new Decision(verdict, List.of("orders/cancel"), null, Map.of(), List.of(), List.of());
    return new LogRecord.Decided(
        new DecisionRecord(
            "id",
            TIME,
            "pdp-1",
            Kind.EVALUATION,
            request(),
            decision,
            REVISION,
            Duration.ofMillis(1),
            "request-1",
            null),
        false);
  }

  private static AccessRequest request() {
    return AccessRequest.of(
        new Subject("user", "alice"),
        new Action("cancel"),
        new Resource("orders", "o1"),
        Map.of(),
        TIME);
  }
}
