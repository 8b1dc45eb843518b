package dev.writ.log.replay;

import dev.writ.engine.Engine;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.LogRecord.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What the example shop could be asked, from a seed, and what an engine decides. */
final class Traffic {
  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "orders", List.of("create", "read", "update", "cancel", "return"),
          "payments", List.of("create", "read", "refund", "settle"),
          "tickets", List.of("create", "read", "comment", "update", "close"),
          "profile", List.of("read", "update", "delete"),
          "users", List.of("read", "update", "delete"),
          "ledger", List.of("read", "write"),
          "record", List.of("read", "update", "delete"));
  private static final List<String> TYPES = ACTIONS.keySet().stream().sorted().toList();
  private static final List<String> PEOPLE =
      List.of("alice", "alice", "bob", "carol", "dave", "erin", "frank", "mallory");
  private static final List<String> OWNERS = List.of("alice", "alice", "bob", "carol");
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  private final Random random;
  private final Engine engine;

  Traffic(long seed, Engine engine) {
    random = new Random(seed);
    this.engine = engine;
  }

  Decided next() {
    AccessRequest request = request();
    var record =
        new DecisionRecord(
            new UUID(random.nextLong(), random.nextLong()).toString(),
            request.now(),
            "pdp-1",
            Kind.EVALUATION,
            request,
            engine.decide(request),
            engine.program().revision(),
            Duration.ofNanos(20_000),
            null,
            "0af7651916cd43dd8448eb211c80319c");
    return Decided.of(record, engine.program());
  }

  private AccessRequest request() {
    boolean service = random.nextInt(6) == 0;
    String type = pick(TYPES);
    return new AccessRequest(
        new Subject(service ? "service" : "user", service ? "ledger" : pick(PEOPLE), subject()),
        new Action(pick(ACTIONS.get(type))),
        new Resource(type, id(type), resource(type)),
        random.nextInt(3) == 0 ? Map.of("mfa", random.nextInt(3) > 0) : Map.of(),
        service ? ledger() : null,
        Peer.LOCAL,
        null,
        false,
        null,
        START.plusSeconds(random.nextInt(14 * 86_400)));
  }

  private static Service ledger() {
    return new Service(
        SpiffeId.parse("spiffe://shop.example/ns/prod/sa/ledger"), Service.Source.CERTIFICATE);
  }

  private Map<String, Object> subject() {
    return random.nextInt(4) == 0
        ? Map.of("roles", List.of(pick(List.of("customer", "support", "admin"))))
        : Map.of();
  }

  private String id(String type) {
    return type.equals("record")
        ? pick(List.of("record-1", "record-2"))
        : type.equals("profile") ? pick(PEOPLE) : "x-" + random.nextInt(100);
  }

  private Map<String, Object> resource(String type) {
    Map<String, Object> properties = new HashMap<>();
    switch (type) {
      case "orders" -> {
        properties.put("ownerId", pick(OWNERS));
        properties.put("status", pick(List.of("open", "shipped", "delivered")));
        properties.put("total", (double) random.nextInt(8_000));
        properties.put(
            "deliveredAt", START.minus(Duration.ofHours(random.nextInt(900))).toString());
      }
      case "payments" -> {
        properties.put("ownerId", pick(OWNERS));
        properties.put("amount", (double) random.nextInt(2_000));
        properties.put("currency", "EUR");
        properties.put("country", pick(List.of("DE", "FR", "KP", "XX")));
      }
      case "tickets" -> {
        properties.put("ownerId", pick(OWNERS));
        properties.put("status", pick(List.of("open", "closed", "resolved")));
        properties.put("internal", random.nextInt(4) == 0);
      }
      default -> {}
    }
    return properties;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
