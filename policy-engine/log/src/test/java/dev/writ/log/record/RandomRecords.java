package dev.writ.log.record;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.AccessRequest.Stored;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Unknown;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of every kind with all that can stand in them, from a seed. */
public final class RandomRecords {
  private static final String[] NAMES = {
    "a", "b", "ownerId", "_sd", "__x", "_", "é", "\u20ac", "\ud83d\ude00", "\ufb33", "1", "", "\n"
  };
  private static final String[] TEXTS = {
    "",
    "alice",
    "quote \" and \\",
    "line\nfeed\u0001\u007f",
    "\u00fc\u20ac",
    "\ud83d\ude00",
    "\ud800"
  };

  private final Random random;

  public RandomRecords(long seed) {
    random = new Random(seed);
  }

  public LogRecord next() {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    Instant time = time();
    String instance = "pdp-1";
    return switch (random.nextInt(16)) {
      case 0 -> new LogRecord.Started(id, time, instance, "1.2", texts());
      case 1 -> new LogRecord.Stopped(id, time, instance);
      case 2 -> new LogRecord.PolicyLoaded(id, time, instance, "shop", revision());
      case 3 -> new LogRecord.PolicyRejected(id, time, instance, maybe(this::revision), 3);
      case 4 -> new LogRecord.ConfigurationChanged(id, time, instance, List.of("writ.log.keep"));
      case 5 ->
          new LogRecord.Gap(
              id, time, instance, maybe(() -> Math.abs(random.nextLong() >>> 12)), "queue-full");
      case 6 -> new LogRecord.LogRead(id, time, instance, peer(), texts(), random.nextInt());
      case 7 -> new LogRecord.Redacted(id, time, instance, "root", texts(), List.of("x", "y"));
      case 8 -> new LogRecord.Pruned(id, time, instance, random.nextBoolean(), 0, 1L << 40);
      case 9 ->
          new LogRecord.Refused(
              id, time, instance, maybe(this::text), 401, "token-expired", "/v1/explain");
      case 10, 11 -> searched(id, time, instance);
      default -> decided(decision(id, time, instance));
    };
  }

  private Decided decided(DecisionRecord decision) {
    return new Decided(decision, decision.request().stored() != null && random.nextBoolean());
  }

  private Searched searched(String id, Instant time, String instance) {
    AccessRequest template = request();
    return new Searched(
        id,
        time,
        instance,
        Target.values()[random.nextInt(3)],
        template,
        template.stored() != null && random.nextBoolean(),
        List.of("x", "y", "z"),
        random.nextBoolean() ? List.of() : List.of("y"),
        revision(),
        Duration.ofNanos(random.nextLong() >>> 20),
        maybe(this::text),
        maybe(() -> "0af7651916cd43dd8448eb211c80319c"));
  }

  private DecisionRecord decision(String id, Instant time, String instance) {
    Map<String, Map<String, Object>> output =
        random.nextBoolean() ? Map.of() : Map.of("p/r", properties(2));
    var decision =
        new Decision(
            Verdict.values()[random.nextInt(3)],
            random.nextBoolean() ? List.of() : List.of("p/r", "role:admin"),
            maybe(this::text),
            output,
            random.nextBoolean() ? List.of() : List.of(failure(), failure()),
            random.nextBoolean() ? List.of() : List.of("subject.roles[order-owner]"));
    return new DecisionRecord(
        id,
        time,
        instance,
        Kind.values()[random.nextInt(Kind.values().length)],
        request(),
        decision,
        revision(),
        Duration.ofNanos(random.nextLong() >>> 20),
        maybe(this::text),
        maybe(this::text));
  }

  private Failure failure() {
    var codes = EvalError.Code.values();
    return new Failure(
        "p/r", "when", new EvalError(codes[random.nextInt(codes.length)], maybe(this::text)));
  }

  private AccessRequest request() {
    return new AccessRequest(
        new Subject("user", text() + "x", properties(2)),
        new Action("read", properties(1)),
        new Resource("orders", "o1", properties(3)),
        properties(2),
        maybe(
            () ->
                new Service(
                    SpiffeId.parse("spiffe://shop.example/ns/prod/sa/ledger"),
                    Service.Source.values()[random.nextInt(2)])),
        peer(),
        maybe(
            () ->
                new VerifiedToken(
                    "https://issuer.example",
                    maybe(this::text),
                    maybe(() -> "00ff"),
                    "user",
                    "alice",
                    properties(1),
                    properties(1))),
        random.nextBoolean(),
        maybe(() -> new Stored(maybe(() -> properties(2)), maybe(() -> properties(2)))),
        time());
  }

  private Peer peer() {
    return new Peer(text(), Peer.Kind.values()[random.nextInt(Peer.Kind.values().length)]);
  }

  private Revision revision() {
    return new Revision("ab".repeat(32), maybe(() -> "0123456789abcdef0123456789abcdef01234567"));
  }

  private Instant time() {
    long seconds = random.nextInt(20) == 0 ? -70_000_000_000L : random.nextLong() >>> 30;
    int[] units = {0, 1, 1_000, 1_000_000};
    int unit = units[random.nextInt(4)];
    return Instant.ofEpochSecond(seconds, random.nextInt(1000) * (long) unit);
  }

  private Map<String, String> texts() {
    return random.nextBoolean() ? Map.of() : Map.of("subject", text(), "from", text());
  }

  /** Property values as deep as given. */
  public Map<String, Object> properties(int depth) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      properties.put(NAMES[random.nextInt(NAMES.length)], value(depth));
    }
    return properties;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> number();
      case 3 -> new Unknown(java.util.Set.of("subject.x", "resource.y"));
      case 4 -> new EvalError(EvalError.Code.NOT_JSON, maybe(() -> "subject.x"));
      case 5, 6 -> text();
      case 7 -> list(depth - 1);
      default -> properties(depth - 1);
    };
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  private double number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(1000);
      case 1 -> -0.0;
      case 2 -> random.nextDouble();
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any : 1.5;
      }
    };
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
