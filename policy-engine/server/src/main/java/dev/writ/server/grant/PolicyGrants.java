package dev.writ.server.grant;

import dev.writ.authzen.RecordIds;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.LogRecord;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.SubjectName;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.record.Recorder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What the policies allow peers to do here, where the operator lets them: the peer is the subject,
 * the operation the action, and this server the resource. Each answer is a decision and recorded as
 * one; what cannot be recorded is not granted. Safe for use by several threads.
 */
@Singleton
class PolicyGrants {
  private static final Logger LOG = Logger.getLogger(PolicyGrants.class);
  private static final Resource SERVER = new Resource("writ", "pdp");
  private static final Uni<Set<Operation>> NOTHING = Uni.createFrom().item(Set.of());

  private final boolean asked;
  private final Supplier<PolicyState> policies;
  private final Recorder recorder;
  private final Clock clock;

  @Inject
  PolicyGrants(WritConfig configuration, Policies policies, Recorder recorder, Clock clock) {
    this(configuration.grantsByPolicy(), policies::current, recorder, clock);
  }

  PolicyGrants(boolean asked, Supplier<PolicyState> policies, Recorder recorder, Clock clock) {
    this.asked = asked;
    this.policies = policies;
    this.recorder = recorder;
    this.clock = clock;
  }

  /** Which of these operations the policies allow; none to a peer that is no subject. */
  Uni<Set<Operation>> allowed(Identity identity, Set<Operation> wishes) {
    SubjectName self = identity.self();
    if (!asked || self == null || wishes.isEmpty()) {
      return NOTHING;
    }
    return policies.get() instanceof Serving serving
        ? decide(serving.engine(), identity, self, wishes)
        : NOTHING;
  }

  private Uni<Set<Operation>> decide(
      Engine engine, Identity identity, SubjectName self, Set<Operation> wishes) {
    Set<Operation> allowed = EnumSet.noneOf(Operation.class);
    List<LogRecord> records = new ArrayList<>(wishes.size());
    for (Operation wish : wishes) {
      long began = System.nanoTime();
      AccessRequest request = request(identity, self, wish);
      Decision decision = engine.decide(request);
      if (decision.allowed()) {
        allowed.add(wish);
      }
      if (recorder.keeps()) {
        records.add(record(request, decision, engine, Duration.ofNanos(System.nanoTime() - began)));
      }
    }
    return kept(records, engine, allowed);
  }

  /** What follows runs on no thread of the log. */
  private Uni<Set<Operation>> kept(List<LogRecord> records, Engine engine, Set<Operation> allowed) {
    Uni<Void> kept = records.isEmpty() ? Recorder.KEPT : recorder.keep(records, engine.program());
    return kept == Recorder.KEPT
        ? Uni.createFrom().item(allowed)
        : kept.replaceWith(allowed)
            .onFailure()
            .recoverWithItem(PolicyGrants::refused)
            .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private static Set<Operation> refused(Throwable failure) {
    LOG.errorf(
        "what the policies grant to a peer could not be recorded and is not granted: %s",
        failure.getMessage());
    return Set.of();
  }

  private LogRecord record(
      AccessRequest request, Decision decision, Engine engine, Duration latency) {
    var record =
        new DecisionRecord(
            RecordIds.at(request.now().toEpochMilli()),
            request.now().plus(latency),
            recorder.instance(),
            Kind.PEER_OPERATION,
            request,
            decision,
            engine.program().revision(),
            latency,
            null,
            null);
    return LogRecord.Decided.of(record, engine.program());
  }

  private AccessRequest request(Identity identity, SubjectName self, Operation operation) {
    Instant now = clock.instant();
    return new AccessRequest(
        new Subject(self.type(), self.id()),
        new Action(operation.id()),
        SERVER,
        Map.of(),
        identity.service(),
        identity.peer(),
        null,
        true,
        null,
        now);
  }
}
