package dev.writ.log.record;

import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Service;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.log.record.LogRecord.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public names of what records hold; they never change their meaning. */
final class RecordType {
  static final String DECISION = "decision";
  static final String SEARCH = "search";
  static final String START = "start";
  static final String STOP = "stop";
  static final String POLICY_LOADED = "policy-loaded";
  static final String POLICY_REJECTED = "policy-rejected";
  static final String CONFIGURATION_CHANGED = "configuration-changed";
  static final String GAP = "gap";
  static final String LOG_READ = "log-read";
  static final String REDACTED = "redacted";
  static final String PRUNED = "pruned";
  static final String REFUSED = "refused";

  private static final Map<Enum<?>, String> IDS = ids();

  private RecordType() {}

  static String of(LogRecord record) {
    return switch (record) {
      case LogRecord.Decided decided -> DECISION;
      case LogRecord.Searched searched -> SEARCH;
      case LogRecord.Started started -> START;
      case LogRecord.Stopped stopped -> STOP;
      case LogRecord.PolicyLoaded loaded -> POLICY_LOADED;
      case LogRecord.PolicyRejected rejected -> POLICY_REJECTED;
      case LogRecord.ConfigurationChanged changed -> CONFIGURATION_CHANGED;
      case LogRecord.Gap gap -> GAP;
      case LogRecord.LogRead read -> LOG_READ;
      case LogRecord.Redacted redacted -> REDACTED;
      case LogRecord.Pruned pruned -> PRUNED;
      case LogRecord.Refused refused -> REFUSED;
    };
  }

  /** The public name of a constant, such as {@code batch-item}. */
  static String id(Enum<?> constant) {
    String id = IDS.get(constant);
    return id == null ? spelled(constant) : id;
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<Enum<?>, String> ids() {
    Map<Enum<?>, String> ids = new HashMap<>();
    Stream.of(
            Kind.values(),
            Verdict.values(),
            Service.Source.values(),
            Peer.Kind.values(),
            Target.values(),
            Code.values())
        .flatMap(Arrays::stream)
        .forEach(constant -> ids.put(constant, spelled(constant)));
    return ids;
  }

  /** The constant of a public name, or null. */
  static <E extends Enum<E>> @Nullable E of(String id, E[] constants) {
    for (E constant : constants) {
      if (id(constant).equals(id)) {
        return constant;
      }
    }
    return null;
  }
}
